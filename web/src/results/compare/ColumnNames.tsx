import { COMPARE_PAGE } from '../../words/compare.ts';

/** Which column is which, however far one has read. Each column says it itself to those who do not see it. */
export function ColumnNames() {
  return (
    <div
      aria-hidden
      className="sticky top-14 z-[1] mb-4 hidden grid-cols-2 gap-x-10 border-b border-line bg-bg py-2 font-semibold lg:grid"
    >
      <span>{COMPARE_PAGE.first}</span>
      <span>{COMPARE_PAGE.second}</span>
    </div>
  );
}
