import { COMPARE_PAGE, DIFFERENCE_WORDS } from '../../words/compare.ts';
import { OWN_IDS, SECOND_IDS } from '../reportTree.ts';
import type { Difference } from './comparedParts.ts';

interface Props {
  readonly differences: readonly Difference[];
  /** Shows the report that the part is to be read in, where there is room for one. */
  readonly onSide: (side: 'first' | 'second') => void;
}

/** The parts in which two reports differ, each leading to it: of a long report most is the same. */
export function Differences({ differences, onSide }: Props) {
  if (differences.length === 0) return <p className="mb-6 text-muted">{DIFFERENCE_WORDS.none}</p>;
  return (
    <nav aria-label={DIFFERENCE_WORDS.title} className="panel mb-6 px-4 py-3 print:hidden">
      <p className="font-medium">{DIFFERENCE_WORDS.title}</p>
      <ul className="mt-1 text-sm lg:columns-2 lg:gap-x-10">
        {differences.map(({ name, title, kind }) => (
          <li key={`${kind} ${name}`} className="flex break-inside-avoid flex-wrap items-baseline gap-x-2">
            <a
              href={`#${encodeURIComponent((kind === 'only_second' ? SECOND_IDS : OWN_IDS).part + name)}`}
              onClick={() => onSide(kind === 'only_second' ? 'second' : 'first')}
              className="inline-block py-2.5 wrap-any text-accent underline underline-offset-2 lg:py-1"
            >
              {title === '' ? COMPARE_PAGE.beginning : title}
            </a>
            <span className="text-muted">{DIFFERENCE_WORDS[kind]}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}
