import { useEffect, useState } from 'react';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { loadData } from '../../loadData.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../../trouble.ts';
import type { LedgerBrief } from './stepRuns.ts';

/** The most that one call tells. */
const PAGE = 100;
/** How many attempts before the newest are read by themselves. */
const ATTEMPTS = 3;

export interface ShownLedger {
  readonly entries: readonly LedgerBrief[];
  readonly problem: Trouble | null;
  readonly isLoading: boolean;
  /** Steps of the newest attempt before the first one that is known. */
  readonly stepsBefore: number;
  /** Attempts of which nothing is read. */
  readonly attemptsBefore: number;
  readonly loadBefore: () => void;
}

/**
 * How steps ended that the mission's document no longer has: the first hundred of up to three earlier attempts at once,
 * and a hundred steps before the newest ones by request. A read for each step, two for each call; none for a mission in
 * its first attempt with up to forty steps.
 */
export function useLedger(mission: Mission): ShownLedger {
  const { mission_id: id, attempt } = mission;
  const [pages, setPages] = useState<readonly LedgerBrief[]>([]);
  const [problem, setProblem] = useState<Trouble | null>(null);
  const [isLoading, setLoading] = useState(false);
  const first = firstKnown(mission, pages);

  useEffect(() => {
    let isOver = false;
    const earlier = Array.from({ length: Math.min(ATTEMPTS, attempt - 1) }, (_, back) => attempt - 1 - back);
    if (earlier.length === 0) return;
    void Promise.all(earlier.map((each) => readPage(id, each, null))).then((answers) => {
      if (isOver) return;
      setPages((known) => [...known, ...answers.flatMap((answer) => answer.steps)]);
      setProblem(answers.find((answer) => answer.problem !== null)?.problem ?? null);
    });
    return () => {
      isOver = true;
    };
  }, [id, attempt]);

  const loadBefore = async (): Promise<void> => {
    if (isLoading) return;
    setLoading(true);
    const after = first - 1 - PAGE;
    const answer = await readPage(id, attempt, after < 0 ? null : after);
    setPages((known) => [...known, ...answer.steps.filter(({ step_index: index }) => index < first)]);
    setProblem(answer.problem);
    setLoading(false);
  };
  return {
    entries: pages,
    problem,
    isLoading,
    stepsBefore: Math.max(0, first - firstOfAttempt(mission)),
    attemptsBefore: Math.max(0, attempt - 1 - ATTEMPTS),
    loadBefore: () => void loadBefore(),
  };
}

interface Page {
  readonly steps: readonly LedgerBrief[];
  readonly problem: Trouble | null;
}

async function readPage(id: string, attempt: number, after: number | null): Promise<Page> {
  try {
    const data = await loadData();
    const answer = await data.ledgerCalls.readPage(id, attempt, after, PAGE);
    return answer.kind === 'ok' ? { steps: answer.steps, problem: null } : { steps: [], problem: answer.problem };
  } catch {
    return { steps: [], problem: PAGE_INCOMPLETE };
  }
}

/** The number of the newest attempt's earliest step that is known. */
function firstKnown(mission: Mission, pages: readonly LedgerBrief[]): number {
  const { completed_steps: done, completed_count: count } = mission.execution_record.progress_tracker;
  const read = pages.filter((entry) => entry.attempt === mission.attempt).map((entry) => entry.step_index);
  return Math.min(count, ...done.map((step) => step.step_index), ...read);
}

function firstOfAttempt(mission: Mission): number {
  return mission.ledger_parts.find(({ attempt }) => attempt === mission.attempt)?.from_step ?? 0;
}
