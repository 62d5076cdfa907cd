import { useId } from 'react';
import { Link } from 'wouter';
import { ROW_TICK_MS, useNow } from '../../clock.ts';
import { useNewest } from '../../missions/useNewest.ts';
import { useFreshness } from '../../shell/useFreshness.ts';
import { buttonClass } from '../../ui/Button.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { PICK_OTHER } from '../../words/compare.ts';
import { RESULTS_PAGE, TAKE_WORDS } from '../../words/results.ts';
import type { KnownReports } from '../reportMemory.ts';
import { type Finished, resultRow } from '../resultFacts.ts';
import { ANY_RESULT } from '../resultFilter.ts';
import { useReports } from '../useReports.ts';
import { useKept } from '../useResult.ts';
import { useFoundResults } from '../useResults.ts';
import { pairHref } from './comparePlace.ts';
import { candidatesFor, readableOf } from './compareView.ts';

const COMPLETED = ['completed'] as const;
const NEWEST = 25;
/** What the server's search takes. */
const LONGEST_SEARCH = 200;

/**
 * What `base` may be compared with: other runs of its objective, looked for among all missions at a read for each, and
 * the newest results, which the library has loaded. None of those that left no report.
 */
export function PickOther({ base }: { readonly base: Finished }) {
  const now = useNow(ROW_TICK_MS);
  const search = Array.from(base.objective).slice(0, LONGEST_SEARCH).join('');
  const found = useFoundResults({ ...ANY_RESULT, search }, true);
  const { value: newest } = useKept('completed', useNewest(COMPLETED, NEWEST));
  const missions = [...(newest ?? []), ...found.missions];
  const known = useReports(missions);
  const { readable, isComing } = readableOf(missions, known, useFreshness().status === 'live');
  const { sameObjective, others } = candidatesFor(base, readable);
  const isAsking = found.state === 'asking' || newest === null || isComing;
  const isAlone = sameObjective.length === 0 && others.length === 0;
  return (
    <section aria-labelledby="pick-title" data-pick-other>
      <h2 id="pick-title" className="text-lg font-semibold">
        {PICK_OTHER.title}
      </h2>
      <p className="mt-1 mb-5 max-w-[70ch] wrap-any text-muted">{resultRow(base, now).title}</p>
      {found.problem !== null && (
        <div className="mb-4">
          <TroubleNotice problem={{ ...found.problem, next: RESULTS_PAGE.not_asked }} />
        </div>
      )}
      {sameObjective.length > 0 && (
        <Choices title={PICK_OTHER.same_objective} missions={sameObjective} {...{ base, known, now }} />
      )}
      {sameObjective.length === 0 && (
        <div className="mb-6">
          <p className="text-muted">{isAsking ? PICK_OTHER.asking : isAlone ? PICK_OTHER.none : PICK_OTHER.no_run}</p>
          {!isAsking && (
            <Link href={`/new?from=${base.mission_id}`} className={`${buttonClass('plain')} mt-3`}>
              {TAKE_WORDS.edit}
            </Link>
          )}
        </div>
      )}
      {others.length > 0 && <Choices title={PICK_OTHER.others} missions={others} {...{ base, known, now }} />}
    </section>
  );
}

interface ChoicesProps {
  readonly title: string;
  readonly base: Finished;
  readonly missions: readonly Finished[];
  readonly known: KnownReports;
  readonly now: number;
}

function Choices({ title, base, missions, known, now }: ChoicesProps) {
  const id = useId();
  return (
    <div className="mb-6">
      <h3 id={id} className="mb-2 font-semibold">
        {title}
      </h3>
      <ul aria-label={PICK_OTHER.list(title)} className="panel divide-y divide-line">
        {missions.map((mission) => {
          const row = resultRow(mission, now, known);
          const facts = [row.madeFull, ...row.facts, row.reportText, ...row.tags].filter(Boolean);
          return (
            <li
              key={row.id}
              data-choice={row.id}
              className="relative px-4 py-3 focus-within:bg-surface hover:bg-surface md:px-5"
            >
              <Link
                href={pairHref(base, mission)}
                className="line-clamp-2 font-medium wrap-any after:absolute after:inset-0 after:content-['']"
              >
                {row.title}
              </Link>
              <p className="text-sm wrap-any text-muted">{facts.join(' · ')}</p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
