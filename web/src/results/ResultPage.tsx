import { Link, useSearch } from 'wouter';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { cut } from '../missions/missionGlance.ts';
import { useMission } from '../missions/useMission.ts';
import { useNotHere } from '../shell/NotHere.tsx';
import { NotKept } from '../shell/NotKept.tsx';
import { OfflineBanner } from '../shell/OfflineBanner.tsx';
import { NO_SERVER, type Trouble } from '../trouble.ts';
import { BackLink } from '../ui/BackLink.tsx';
import { Button, buttonClass } from '../ui/Button.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useLate } from '../ui/useLate.ts';
import { useTitle } from '../ui/useTitle.ts';
import { PARTIAL_WORDS } from '../words/partialResult.ts';
import { RESULT_PARTS } from '../words/resultParts.ts';
import { RESULT_PAGE, RESULTS_PAGE } from '../words/results.ts';
import { NoResultHere } from './NoResultHere.tsx';
import { PartialNotice } from './partial/PartialNotice.tsx';
import { type Partial, usePartial } from './partial/usePartial.ts';
import { ResultBody } from './ResultBody.tsx';
import { ResultHead } from './ResultHead.tsx';
import { askedAttempt, shownAttempt } from './resultState.ts';
import { useKept, useResult } from './useResult.ts';

const TITLE_LENGTH = 200;

/**
 * `/results/{id}`: what a mission found, as a document. Two listeners: the mission, a read and one for each change of it,
 * and one attempt's result, which is read once.
 */
export default function ResultPage({ id }: { readonly id: string }) {
  return (
    <>
      <BackLink href="/results" text={RESULT_PAGE.back} />
      <OfflineBanner />
      <Content id={id} />
    </>
  );
}

function Content({ id }: { readonly id: string }) {
  const { live } = useMission(id);
  const { value: mission, problem } = useKept(id, live);
  const isLate = useLate(live.state === 'loading');
  if (live.state === 'missing') return <NoSuchResult id={id} />;
  if (mission !== null) return <OfMission mission={mission} problem={problem} />;
  return (
    <>
      <h1 className="mb-5 text-2xl font-semibold tracking-tight">{RESULT_PAGE.heading}</h1>
      {problem !== null && <Failed problem={problem} isOldShown={false} />}
      {problem === null && isLate && <TroubleNotice problem={NO_SERVER} />}
      {problem === null && !isLate && <Skeleton lines={5} label={RESULT_PARTS.loading} />}
    </>
  );
}

interface OfMissionProps {
  readonly mission: Mission;
  readonly problem: Trouble | null;
}

function OfMission({ mission, problem }: OfMissionProps) {
  const asked = askedAttempt(useSearch());
  const attempt = asked ?? shownAttempt(mission);
  const live = useResult(mission.mission_id, attempt);
  const { value: kept, problem: lost } = useKept(`${mission.mission_id} ${attempt}`, live);
  const partial = usePartial(mission);
  // Of an attempt that was asked for by its number nothing is known but what it left whole.
  const isPartial = kept === null && partial.state === 'ready' && attempt === mission.attempt;
  const result = isPartial ? partial.result : kept;
  useTitle(`${cut(mission.objective, 80)} – ${RESULTS_PAGE.title}`);
  const trouble = lost ?? problem;
  return (
    <article aria-labelledby="result-title" data-result-page>
      {trouble !== null && <Failed problem={trouble} isOldShown={result !== null} />}
      <ResultHead mission={mission} result={result} title={cut(mission.objective, TITLE_LENGTH)} />
      {isPartial && <PartialNotice id={mission.mission_id} view={partial.view} why={mission.error} />}
      {result !== null && <ResultBody result={result} objective={mission.objective} />}
      {result === null && (live.state === 'missing' || attempt === null) && (
        <Nothing mission={mission} asked={asked} partial={partial} />
      )}
      {result === null && live.state === 'loading' && attempt !== null && <Awaited />}
    </article>
  );
}

interface NothingProps {
  readonly mission: Mission;
  readonly asked: number | null;
  readonly partial: Partial;
}

/** There is no whole result, and no part of one; that is known once the server was asked for it. */
function Nothing({ mission, asked, partial }: NothingProps) {
  if (partial.state === 'loading') return <Skeleton lines={6} label={PARTIAL_WORDS.loading} />;
  return (
    <>
      {partial.state === 'failed' && <Failed problem={partial.problem} isOldShown={false} />}
      <NoResultHere mission={mission} asked={asked} />
    </>
  );
}

/** Before the first answer: soon, late, or not to be had on this device until it is connected. */
function Awaited() {
  const isLate = useLate(true);
  const isAway = useNotHere(true);
  if (isAway) return <NotKept words={RESULT_PARTS.not_kept} />;
  return isLate ? <TroubleNotice problem={NO_SERVER} /> : <Skeleton lines={6} label={RESULT_PARTS.loading_report} />;
}

function Failed({ problem, isOldShown }: { readonly problem: Trouble; readonly isOldShown: boolean }) {
  const shown = isOldShown ? { ...problem, detail: `${problem.detail} ${RESULT_PAGE.old_kept}` } : problem;
  return (
    <div className="mb-5 print:hidden">
      <TroubleNotice
        problem={shown}
        actions={<Button onClick={() => location.reload()}>{RESULTS_PAGE.reload}</Button>}
      />
    </div>
  );
}

function NoSuchResult({ id }: { readonly id: string }) {
  useTitle(RESULT_PAGE.missing_title);
  return (
    <div className="mx-auto max-w-lg py-12 text-center">
      <h1 className="text-2xl font-semibold">{RESULT_PAGE.missing_title}</h1>
      <p className="mt-2 wrap-any text-muted">{RESULT_PAGE.missing_text(id)}</p>
      <Link href="/results" className={`${buttonClass('primary')} mt-6`}>
        {RESULT_PAGE.to_results}
      </Link>
    </div>
  );
}
