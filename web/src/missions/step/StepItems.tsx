import { CircleAlert, CircleCheck } from 'lucide-react';
import type { StepItem } from '../../../../functions/src/schema/item.ts';
import { Button } from '../../ui/Button.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { STEP_DETAIL_WORDS } from '../../words/missionViews.ts';
import { COLON } from '../../words/shared.ts';
import { itemLine } from './itemLines.ts';
import { JsonView } from './JsonView.tsx';
import { useItems } from './useItems.ts';

const PAGE = 50;

interface Props {
  readonly id: string;
  readonly groups: readonly string[];
  /** How many there are, where the mission's document knows. */
  readonly count: number | null;
}

/** The items of a step that ran a list, each with how it ended. Read when somebody asks. */
export default function StepItems({ id, groups, count }: Props) {
  const { items, isAsked, isLoading, hasMore, problem, load } = useItems(id, groups, PAGE);
  const failed = items.filter(({ status }) => status === 'failed').length;
  const label = isLoading ? STEP_DETAIL_WORDS.loadingItems : STEP_DETAIL_WORDS.loadItems(count);
  return (
    <div className="space-y-2">
      {problem !== null && <TroubleNotice problem={problem} />}
      {isAsked && !isLoading && items.length === 0 && problem === null && (
        <p className="text-muted">{STEP_DETAIL_WORDS.noItems}</p>
      )}
      {failed > 0 && <p className="text-sm text-muted">{STEP_DETAIL_WORDS.failedItems(failed, items.length)}</p>}
      {items.length > 0 && (
        <ol className="divide-y divide-line rounded-lg border border-line text-sm" data-items>
          {items.map((item) => (
            <Item key={item.item_index} item={item} />
          ))}
        </ol>
      )}
      {(!isAsked || (isLoading && items.length === 0)) && (
        <Button isBusy={isLoading} onClick={load}>
          {label}
        </Button>
      )}
      {items.length > 0 && (hasMore || isLoading) && (
        <Button isBusy={isLoading} onClick={load}>
          {STEP_DETAIL_WORDS.moreItems}
        </Button>
      )}
    </div>
  );
}

function Item({ item }: { readonly item: StepItem }) {
  const line = itemLine(item);
  const Icon = item.status === 'failed' ? CircleAlert : CircleCheck;
  return (
    <li data-tone={line.tone} className="flex gap-2.5 px-3 py-2">
      <Icon className="mt-0.5 size-4 shrink-0 text-tone" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="flex justify-between gap-3">
          <span className="font-medium">
            {STEP_DETAIL_WORDS.item(item.item_index)}
            <span className="sr-only">
              {COLON}
              {line.word}
            </span>
          </span>
          <span className="whitespace-nowrap text-muted">{line.durationText}</span>
        </p>
        {line.usageText !== '' && <p className="text-[0.8125rem] wrap-any text-muted">{line.usageText}</p>}
        {item.error === null ? (
          <div className="font-mono text-[0.8125rem]">
            <JsonView value={item.output} depth={1} />
          </div>
        ) : (
          <p className="wrap-any text-tone">{item.error.message}</p>
        )}
      </div>
    </li>
  );
}
