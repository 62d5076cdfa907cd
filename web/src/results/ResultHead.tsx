import { Link } from 'wouter';
import { momentText } from '../../../client/src/words/duration.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import type { MissionResult } from '../../../functions/src/schema/result.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import { ROW_TICK_MS, useNow } from '../clock.ts';
import { RESULT_PAGE } from '../words/results.ts';
import { PartialBadge } from './ResultRows.tsx';
import { partialText, resultRow } from './resultFacts.ts';
import { TakeAlong } from './TakeAlong.tsx';

interface Props {
  readonly mission: Mission;
  /** Null while it is not there. */
  readonly result: MissionResult | null;
  readonly title: string;
}

/** What was asked, the answer in a sentence, where it comes from, and how to take it along. */
export function ResultHead({ mission, result, title }: Props) {
  const partial = partialText(mission);
  const isCut = title !== mission.objective.trim();
  return (
    <header className="mb-6 border-b border-line pb-5">
      <h1 id="result-title" className="max-w-[60ch] text-2xl font-semibold tracking-tight wrap-any">
        {title}
      </h1>
      {isCut && (
        <details className="mt-2 max-w-[75ch] text-sm text-muted">
          <summary className="min-h-11 content-center md:min-h-6">{RESULT_PAGE.whole_objective}</summary>
          <p className="mt-1 wrap-any whitespace-pre-wrap">{mission.objective}</p>
        </details>
      )}
      {result !== null && result.summary !== '' && (
        <p className="mt-3 max-w-[70ch] text-lg wrap-any" data-verdict>
          {result.summary}
        </p>
      )}
      {result !== null && partial !== null && <PartialBadge text={partial} />}
      <Facts mission={mission} result={result} />
      {result !== null && <TakeAlong mission={mission} result={result} />}
    </header>
  );
}

/** Paper does not know where it comes from. */
function printedAddress(id: string): string {
  return `${location.origin}/results/${id}`;
}

function Facts({ mission, result }: { readonly mission: Mission; readonly result: MissionResult | null }) {
  const row = resultRow(mission, useNow(ROW_TICK_MS));
  return (
    <p className="mt-3 text-sm text-muted">
      {result !== null && (
        <>
          <span className="print:hidden" title={momentText(toEpochMs(result.created_at))}>
            {[row.madeText, row.type, ...row.facts].join(' · ')}
            {' · '}
          </span>
          <span className="hidden print:inline">
            {[momentText(toEpochMs(result.created_at)), row.type, ...row.facts].join(' · ')}
            <span className="block wrap-any">{printedAddress(mission.mission_id)}</span>
          </span>
        </>
      )}
      <Link href={`/m/${mission.mission_id}`} className="text-accent underline underline-offset-2 print:hidden">
        {RESULT_PAGE.mission}
      </Link>
    </p>
  );
}
