import { useId } from 'react';
import { Link } from 'wouter';
import { useNow } from '../../clock.ts';
import { useNewest } from '../../missions/useNewest.ts';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { PICK_OTHER } from '../../words/compare.ts';
import { RESULTS_PAGE } from '../../words/results.ts';
import { type Finished, resultRow } from '../resultFacts.ts';
import { ANY_RESULT } from '../resultFilter.ts';
import { useKept } from '../useResult.ts';
import { useFoundResults } from '../useResults.ts';
import { pairHref } from './comparePlace.ts';
import { candidatesFor } from './compareView.ts';

const COMPLETED = ['completed'] as const;
const NEWEST = 25;
const TICK_MS = 15_000;
/** What the server's search takes. */
const LONGEST_SEARCH = 200;

/**
 * What `base` may be compared with: other runs of its objective, looked for among all missions at a read for each, and
 * the newest results, which the library has loaded.
 */
export function PickOther({ base }: { readonly base: Finished }) {
  const now = useNow(TICK_MS);
  const search = Array.from(base.objective).slice(0, LONGEST_SEARCH).join('');
  const found = useFoundResults({ ...ANY_RESULT, search }, true);
  const { value: newest } = useKept('completed', useNewest(COMPLETED, NEWEST));
  const { sameObjective, others } = candidatesFor(base, [...(newest ?? []), ...found.missions]);
  const isAsking = found.state === 'asking' || newest === null;
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
        <Choices title={PICK_OTHER.same_objective} base={base} missions={sameObjective} now={now} />
      )}
      {sameObjective.length === 0 && (
        <p className="mb-6 text-muted">
          {isAsking ? PICK_OTHER.asking : isAlone ? PICK_OTHER.none : PICK_OTHER.no_run}
        </p>
      )}
      {others.length > 0 && <Choices title={PICK_OTHER.others} base={base} missions={others} now={now} />}
    </section>
  );
}

interface ChoicesProps {
  readonly title: string;
  readonly base: Finished;
  readonly missions: readonly Finished[];
  readonly now: number;
}

function Choices({ title, base, missions, now }: ChoicesProps) {
  const id = useId();
  return (
    <div className="mb-6">
      <h3 id={id} className="mb-2 font-semibold">
        {title}
      </h3>
      <ul aria-label={PICK_OTHER.list(title)} className="panel divide-y divide-line">
        {missions.map((mission) => {
          const row = resultRow(mission, now);
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
              <p className="text-sm wrap-any text-muted">{[row.madeFull, ...row.facts, ...row.tags].join(' · ')}</p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
