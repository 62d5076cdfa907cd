import { useState } from 'react';
import type { ResultItem } from '../../../functions/src/schema/result.ts';
import { Button } from '../ui/Button.tsx';
import { ITEM_WORDS } from '../words/resultParts.ts';
import { matchText, placeOf, safeHref } from './resultWords.ts';

/** The best ones answer most questions; the rest must not push the history off the page. */
const SHOWN_FIRST = 8;

interface Props {
  readonly items: readonly ResultItem[];
  /** On a page of its own nothing stands below that would be pushed away. */
  readonly isPage?: boolean;
  /** The addresses that carry `mark`, such as those that another result has not. */
  readonly marked?: ReadonlySet<string>;
  readonly mark?: string;
}

const NONE: ReadonlySet<string> = new Set();

/** The pages found, best first. */
export function ResultItems({ items, isPage = false, marked = NONE, mark = '' }: Props) {
  const [isAll, setAll] = useState(isPage);
  const isFolded = (index: number): boolean => !isAll && index >= SHOWN_FIRST;
  return (
    <div className="px-4 md:px-6">
      <ol className="divide-y divide-line">
        {items.map((item, index) => (
          <Item key={item.url} item={item} isFolded={isFolded(index)} mark={marked.has(item.url) ? mark : ''} />
        ))}
      </ol>
      {isFolded(items.length - 1) && (
        <div className="border-t border-line py-3">
          <Button onClick={() => setAll(true)}>{ITEM_WORDS.all(items.length)}</Button>
        </div>
      )}
    </div>
  );
}

interface ItemProps {
  readonly item: ResultItem;
  readonly isFolded: boolean;
  /** Empty: none. */
  readonly mark: string;
}

/** What is folded away on a screen stands on paper, which has no button to unfold it. */
function Item({ item, isFolded, mark }: ItemProps) {
  return (
    <li className={isFolded ? 'hidden py-3.5 print:list-item' : 'py-3.5'} data-item>
      <p className="flex items-baseline justify-between gap-x-4">
        <a
          href={safeHref(item.url)}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="min-w-0 font-medium wrap-any text-accent hover:underline"
        >
          {item.title || placeOf(item.url)}
        </a>
        <span title={ITEM_WORDS.match_meaning} className="shrink-0 text-sm text-muted">
          {matchText(item)}
        </span>
      </p>
      <p className="text-sm wrap-any text-muted">{placeOf(item.url)}</p>
      {mark !== '' && (
        <p
          data-tone="running"
          className="mt-1 inline-block rounded-md border border-tone-line bg-tint px-2 text-sm text-tone"
        >
          {mark}
        </p>
      )}
      {item.snippet !== '' && <p className="mt-1 line-clamp-3 max-w-[75ch] text-sm wrap-any">{item.snippet}</p>}
    </li>
  );
}
