import type { ResultItem } from '../../../../functions/src/schema/result.ts';
import { FINDING_WORDS } from '../../words/compare.ts';
import { ResultItems } from '../ResultItems.tsx';
import { ColumnNames } from './ColumnNames.tsx';
import { addressesOnlyIn } from './comparedSources.ts';
import { columnText, type SideNames } from './compareView.ts';

interface Props {
  readonly first: readonly ResultItem[];
  readonly second: readonly ResultItem[];
  /** Which one is shown where there is room for one. */
  readonly side: 'first' | 'second';
  readonly names: SideNames;
}

/** Two ranked lists; what only one of them found says so. */
export function ComparedFindings({ first, second, side, names }: Props) {
  const sides = [
    { name: 'first', items: first, others: second },
    { name: 'second', items: second, others: first },
  ] as const;
  return (
    <>
      <ColumnNames names={names} />
      <div className="grid items-start gap-x-10 lg:grid-cols-2">
        {sides.map(({ name, items, others }) => (
          <section
            key={name}
            aria-label={columnText(names[name])}
            className={`panel print:block ${name === side ? '' : 'max-lg:hidden'}`}
          >
            <h2 className="hidden px-4 pt-3 text-xl font-semibold print:block">{columnText(names[name])}</h2>
            <ResultItems
              items={items}
              isPage
              marked={addressesOnlyIn(addresses(items), addresses(others))}
              mark={FINDING_WORDS.only_here}
            />
          </section>
        ))}
      </div>
    </>
  );
}

function addresses(items: readonly ResultItem[]): string[] {
  return items.map(({ url }) => url);
}
