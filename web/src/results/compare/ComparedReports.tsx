import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ErrorBoundary } from '../../shell/ErrorBoundary.tsx';
import { lazyPart } from '../../shell/lazyPart.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { COMPARE_PAGE } from '../../words/compare.ts';
import { EMPTY_OUTLINE, outlineOf } from '../outline.ts';
import { ColumnNames } from './ColumnNames.tsx';
import type { Outlines } from './ComparedBodies.tsx';
import { ComparedPart, PartPlaces } from './ComparedPart.tsx';
import { compareParts, type PlacedPart } from './comparedParts.ts';
import { columnText, type SideNames } from './compareView.ts';
import { Differences } from './Differences.tsx';
import { drawnParts } from './drawnParts.ts';
import { markDifferences } from './markDifferences.ts';

const Markdown = lazyPart(() => import('../Markdown.tsx'));

const SIDES = ['first', 'second'] as const;
type SideName = (typeof SIDES)[number];

interface Props {
  readonly first: string;
  readonly second: string;
  /** Which one is shown where there is room for one. */
  readonly side: SideName;
  readonly names: SideNames;
  readonly onSide: (side: SideName) => void;
  readonly onOutlines: (outlines: Outlines) => void;
}

/** Two reports part by part: parts of one name begin on one line, so that both scroll together. */
export function ComparedReports({ first, second, side, names, onSide, onOutlines }: Props) {
  const { learn, parts, isDrawn } = useDrawn(onOutlines);
  const texts = { first, second };
  return (
    <>
      {isDrawn && <Differences differences={parts.differences} onSide={onSide} />}
      <ColumnNames names={names} />
      <div className="lg:grid lg:grid-cols-2 lg:gap-x-10" data-reports>
        <ErrorBoundary>
          <Suspense fallback={<Skeleton lines={8} label={COMPARE_PAGE.loading_report} />}>
            {SIDES.map((name) => (
              <article
                key={name}
                aria-label={columnText(names[name])}
                data-column={name}
                className={`lg:contents print:contents ${name === side ? '' : 'max-lg:hidden'} ${
                  name === 'first' ? 'lg:[&_[data-part]]:col-start-1' : 'lg:[&_[data-part]]:col-start-2'
                }`}
              >
                <h2 className="mt-6 hidden text-xl font-semibold print:block">{columnText(names[name])}</h2>
                <PartPlaces value={parts[name]}>
                  {texts[name] === '' ? (
                    <p
                      className={`text-muted lg:row-start-1 ${name === 'first' ? 'lg:col-start-1' : 'lg:col-start-2'}`}
                    >
                      {COMPARE_PAGE.no_report}
                    </p>
                  ) : (
                    <Markdown text={texts[name]} look={name} part={ComparedPart} onDrawn={learn[name]} />
                  )}
                </PartPlaces>
                {texts[name] !== '' && <Gaps rows={parts.rows} places={parts[name]} column={name} />}
              </article>
            ))}
          </Suspense>
        </ErrorBoundary>
      </div>
    </>
  );
}

interface GapsProps {
  readonly rows: number;
  readonly places: ReadonlyMap<string, PlacedPart>;
  readonly column: SideName;
}

/** An empty cell beside a part that one alone has would look as if something did not load. */
function Gaps({ rows, places, column }: GapsProps) {
  const taken = new Set([...places.values()].map(({ row }) => row));
  const free = Array.from({ length: rows }, (_, index) => index + 1).filter((row) => !taken.has(row));
  return free.map((row) => (
    <p
      key={row}
      className={`hidden border-t border-line pt-4 text-sm text-muted lg:block ${column === 'first' ? 'col-start-1' : 'col-start-2'}`}
      style={{ gridRow: row }}
    >
      {COMPARE_PAGE.no_part}
    </p>
  ));
}

type Drawn = Readonly<Record<SideName, HTMLElement | null>>;

const NONE: Drawn = { first: null, second: null };

/** What of the two is drawn, and how their parts stand to each other: read from the page, as a report's contents are. */
function useDrawn(onOutlines: (outlines: Outlines) => void) {
  const [drawn, setDrawn] = useState(NONE);
  const tell = useRef(onOutlines);
  const first = useCallback((report: HTMLElement) => setDrawn((now) => ({ ...now, first: report })), []);
  const second = useCallback((report: HTMLElement) => setDrawn((now) => ({ ...now, second: report })), []);
  const parts = useMemo(
    () =>
      compareParts(
        drawn.first === null ? [] : drawnParts(drawn.first),
        drawn.second === null ? [] : drawnParts(drawn.second),
      ),
    [drawn],
  );
  useEffect(() => {
    const { first: one, second: other } = drawn;
    const outline = (report: HTMLElement | null) => (report === null ? EMPTY_OUTLINE : outlineOf(report));
    tell.current({ first: outline(one), second: outline(other) });
    return one === null || other === null ? undefined : markDifferences(one, other);
  }, [drawn]);
  return { learn: { first, second }, parts, isDrawn: drawn.first !== null && drawn.second !== null };
}
