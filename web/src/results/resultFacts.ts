import { countText, dollarsText } from '../../../client/src/words/amount.ts';
import { ageText, durationText, momentText } from '../../../client/src/words/duration.ts';
import type { MissionAnswer } from '../../../functions/src/schema/api.ts';
import type { MissionResult } from '../../../functions/src/schema/result.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import { cut, humanName } from '../missions/missionGlance.ts';
import { addressOf } from '../missions/missionPlace.ts';
import { FILE_WORDS, RESULT_FACTS } from '../words/results.ts';
import type { FileHead } from './filePage.ts';
import type { KnownReports } from './reportMemory.ts';

/** What is read of a mission here: as the database has it, and as the API answers it. */
export type Finished = Pick<
  MissionAnswer,
  | 'mission_id'
  | 'status'
  | 'type'
  | 'objective'
  | 'tags'
  | 'budget'
  | 'external'
  | 'attempt'
  | 'created_at'
  | 'finished_at'
  | 'usage'
  | 'execution_record'
  | 'error'
>;

/** A result in the words of the library's row. */
export interface ResultRow {
  readonly id: string;
  readonly title: string;
  /** What its last step said of it; empty where it said nothing. */
  readonly summary: string;
  /** "finished 3 min ago". */
  readonly madeText: string;
  /** "finished 21 Nov 2026, 10:05:00". */
  readonly madeFull: string;
  /** "took 12 s", "60 pages read", "$0.0021". */
  readonly facts: readonly string[];
  readonly report: ReportState;
  /** That nobody could say yet whether there is a report; empty where that is known. */
  readonly reportText: string;
  /** Where it leads: to what there is to read. */
  readonly href: string;
  readonly type: string;
  readonly tags: readonly string[];
  /** Why there is less of it than there could be; null where it is whole. */
  readonly partial: string | null;
  /** How far its mission came that did not complete; null where it did. */
  readonly stopped: string | null;
}

const TITLE_LENGTH = 200;

/** Whether there is a report to read. */
type ReportState = 'there' | 'none' | 'unknown';

/** Of an external mission its worker decides, and its document does not say; of any other that completed there is one. */
export function reportOf({ mission_id: id, status, external }: Finished, known: KnownReports): ReportState {
  if (status !== 'completed') return 'none';
  const isThere = external === null ? true : known.get(id);
  if (isThere === undefined || isThere === null) return 'unknown';
  return isThere ? 'there' : 'none';
}

const NOTHING_KNOWN: KnownReports = new Map();

export function resultRow(mission: Finished, now: number, known = NOTHING_KNOWN): ResultRow {
  const madeAt = toEpochMs(mission.finished_at ?? mission.created_at);
  const tracker = mission.execution_record.progress_tracker;
  const { mission_id: id, status } = mission;
  const report = reportOf(mission, known);
  const made = status === 'failed' || status === 'cancelled' ? RESULT_FACTS.ended : RESULT_FACTS.made;
  return {
    id,
    title: cut(mission.objective, TITLE_LENGTH),
    summary: cut(mission.error?.message ?? tracker.completed_steps.at(-1)?.message ?? '', TITLE_LENGTH),
    madeText: made(ageText(madeAt, now)),
    madeFull: made(momentText(madeAt)),
    facts: [...attemptFacts(mission), ...tookFacts(mission), ...usageFacts(mission)],
    report,
    reportText: report === 'unknown' ? RESULT_FACTS.from_worker : '',
    href: status === 'completed' && report === 'none' ? addressOf(id, { view: 'steps' }) : `/results/${id}`,
    type: mission.type,
    tags: mission.tags,
    partial: partialText(mission),
    stopped: stoppedText(mission),
  };
}

/** How far a mission came that failed or was cancelled; null for any other. */
function stoppedText({ status, attempt, execution_record: record }: Finished): string | null {
  const { completed_count: done } = record.progress_tracker;
  if (status === 'failed') return RESULT_FACTS.failed_at(done + 1, done);
  if (status !== 'cancelled') return null;
  return attempt === 0 ? RESULT_FACTS.never_ran : RESULT_FACTS.cancelled_at(done + 1, done);
}

/** What a file of the result says of it: the moment in full, for a file does not know how old it is when it is read. */
export function fileHead(mission: Finished, { summary, created_at: made }: MissionResult): FileHead {
  const row = resultRow(mission, toEpochMs(made));
  return {
    title: mission.objective.trim(),
    summary,
    facts: [
      FILE_WORDS.made(momentText(toEpochMs(made))),
      row.type,
      ...row.facts,
      FILE_WORDS.mission(mission.mission_id),
    ],
    partial: row.partial,
  };
}

/** Newest first by when they were finished: the database orders by when they were asked for. */
export function newestFirst<T extends Finished>(missions: readonly T[]): T[] {
  return missions.toSorted((a, b) => (b.finished_at ?? '').localeCompare(a.finished_at ?? ''));
}

/** Why a result holds less than it could: its mission stopped before its end, or at its ceiling. */
export function partialText({ status, usage, budget, external, execution_record: record }: Finished): string | null {
  if (status !== 'completed') return RESULT_FACTS.stopped_at(record.progress_tracker.completed_count + 1);
  const { pages = 0 } = usage;
  return external === null && pages >= budget.max_pages ? RESULT_FACTS.page_limit(pages) : null;
}

function attemptFacts({ attempt }: Finished): string[] {
  return attempt > 1 ? [RESULT_FACTS.attempt(attempt)] : [];
}

function tookFacts({ finished_at: finished, execution_record: record }: Finished): string[] {
  const start = record.progress_tracker.start_time;
  if (finished === null || start === null) return [];
  return [RESULT_FACTS.took(durationText(toEpochMs(finished) - toEpochMs(start)))];
}

/** What it used, as far as it means something to its reader: pages and money, or what its worker counted. */
function usageFacts({ usage, external }: Finished): string[] {
  const { pages = 0, cost_usd: cost = 0, bytes: _bytes, seconds: _seconds, ...others } = usage;
  return [
    ...(pages > 0 ? [RESULT_FACTS.pages(pages)] : []),
    ...(cost > 0 ? [dollarsText(cost)] : []),
    ...(external === null ? [] : Object.entries(others).map(([name, n]) => `${countText(n)} ${nameText(name)}`)),
  ];
}

function nameText(name: string): string {
  return humanName(name).toLowerCase();
}
