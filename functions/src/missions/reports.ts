import type * as z from 'zod';
import { allowedCommands, isOver } from '../core/allowed.ts';
import { AppError } from '../core/errors.ts';
import { estimate } from '../core/eta.ts';
import type { Command } from '../core/events.ts';
import { isStalled } from '../core/lease.ts';
import { pollAfterMs } from '../core/pollAfter.ts';
import { elapsedSeconds, idleSeconds } from '../core/progress.ts';
import { shownDrafts } from '../core/shownDrafts.ts';
import {
  type DraftList,
  type InputAnswer,
  inputAnswer,
  type MissionAnswer,
  missionAnswer,
  type ProgressAnswer,
  type progressList,
  type ResultAnswer,
  type stepList,
} from '../schema/api.ts';
import type { Mission } from '../schema/mission.ts';
import type { MissionStats } from '../schema/missionStats.ts';
import type { ListStepsQuery } from '../schema/requests.ts';
import type { Instant } from '../schema/time.ts';
import { countAhead } from '../store/admissions.ts';
import { readDraft } from '../store/drafts.ts';
import { readLedger, readResult } from '../store/history.ts';
import type { Stored } from '../store/missions.ts';
import { missionNotFound } from './applyEvent.ts';
import { findMission, isShown } from './commands.ts';
import type { Deps } from './deps.ts';
import { knownStats } from './knownStats.ts';
import { storedValue } from './missionInput.ts';
import { partialResult } from './partialResult.ts';
import { readRecent } from './readCache.ts';

/** A mission as the API answers it: what the answer's schema does not name is the runner's own, and stays inside. */
export function missionAnswerOf(mission: Mission): MissionAnswer {
  const { control } = mission;
  const requestedAt = (kind: 'cancel' | 'pause') => (control?.kind === kind ? control.requested_at : null);
  return missionAnswer.parse({
    ...mission,
    cancel_requested_at: requestedAt('cancel'),
    pause_requested_at: requestedAt('pause'),
    allowed: allowedCommands(mission),
  });
}

/** Where a mission stands, and a name for that: it is the same as long as the answer tells nothing new. */
export interface Progress {
  readonly answer: ProgressAnswer;
  readonly etag: string;
}

/**
 * Where the owner's mission stands. One read, or none if it was read in the last second (an ended mission: longer); for
 * a mission in line one more for its position. What earlier runs taught is read once a minute, or with `isFresh` too.
 */
export async function findProgress(deps: Deps, owner: string, missionId: string, isFresh = false): Promise<Progress> {
  const { stored, ageMs } = await readRecent(deps.db, missionId, isFresh);
  if (stored === null || !isShown(deps, owner, stored.mission)) throw missionNotFound();
  return await progressNow(deps, stored, { ageMs, isFresh });
}

/** Where a mission stands that was read `ageMs` ago. No read, but for what {@link findProgress} names beside it. */
export async function progressNow(
  deps: Deps,
  { mission, version }: Stored,
  { ageMs, isFresh }: { readonly ageMs: number; readonly isFresh: boolean },
): Promise<Progress> {
  const isInLine = mission.queue_place === 'in_line';
  const ahead = isInLine ? await countAhead(deps.db, mission) : null;
  const stats = await knownStats(deps, mission.stats_id, isFresh);
  const answer = progressOf(mission, { ahead, stats, ageMs }, deps.clock.now());
  // The clock alone changes these; times and estimates count down by themselves.
  const { eta, is_stalled, queue } = answer;
  const news = [version.seconds, version.nanoseconds, eta.basis, eta.note ?? '', is_stalled, queue?.position ?? ''];
  return { answer, etag: `W/"${news.join('-')}"` };
}

/** The same of many missions, at most one read each; a position in line is not looked up. */
export async function findManyProgress(
  deps: Deps,
  owner: string,
  missionIds: readonly string[],
  isFresh: boolean,
): Promise<z.infer<typeof progressList>> {
  const now = deps.clock.now();
  const read = await Promise.all(missionIds.map((missionId) => readRecent(deps.db, missionId, isFresh)));
  // Asked for once all missions are read, so that those of one kind share a read also where it has to be made anew.
  const found = await Promise.all(
    read.map(async ({ stored, ageMs }) => {
      if (stored === null || !isShown(deps, owner, stored.mission)) return null;
      const stats = await knownStats(deps, stored.mission.stats_id, isFresh);
      return progressOf(stored.mission, { ahead: null, stats, ageMs }, now);
    }),
  );
  return {
    progress: found.filter((progress) => progress !== null),
    missing: missionIds.filter((_, index) => found[index] === null),
  };
}

/** What a mission's own document does not tell: who is before it in line, what earlier runs taught, how old it is. */
interface Beside {
  readonly ahead: number | null;
  readonly stats: MissionStats | null;
  readonly ageMs: number;
}

/** Where a mission stands at `now`, computed from what is stored. */
export function progressOf(mission: Mission, { ahead, stats, ageMs }: Beside, now: Instant): ProgressAnswer {
  const record = mission.execution_record;
  const tracker = record.progress_tracker;
  const eta = estimate(mission, stats, now);
  return {
    mission_id: mission.mission_id,
    status: mission.status,
    progress_percent: tracker.progress_percent,
    current_step: tracker.current_step,
    completed_steps: tracker.completed_steps,
    completed_count: tracker.completed_count,
    total_steps: tracker.total_steps,
    elapsed_seconds: isOver(mission) ? tracker.elapsed_seconds : elapsedSeconds(tracker.start_time, now),
    estimated_time_remaining: eta.finish_at === null ? null : eta.p50,
    eta,
    is_stalled: isStalled(mission, now),
    idle_seconds: idleSeconds(tracker, now),
    queue: queueOf(mission, ahead),
    wait: mission.wait,
    attempt: mission.attempt,
    updated_at: record.updated_at,
    as_of: now,
    age_ms: ageMs,
    poll_after_ms: pollAfterMs(mission, eta, now),
    error: mission.error,
  };
}

function queueOf(mission: Mission, ahead: number | null): ProgressAnswer['queue'] {
  if (mission.status !== 'queued') return null;
  const { queue_place: place, not_before: notBefore } = mission;
  return { place, position: ahead === null ? null : ahead + 1, not_before: notBefore };
}

/** A page of the ledger: how the steps of an attempt ended. One read for the mission and one an entry. */
export async function findSteps(
  deps: Deps,
  owner: string,
  missionId: string,
  query: ListStepsQuery,
): Promise<z.infer<typeof stepList>> {
  const { mission } = await findMission(deps, owner, missionId);
  const attempt = query.attempt ?? mission.attempt;
  const page = { after: query.after ?? -1, limit: query.limit + 1 };
  const found = await readLedger(deps.db, missionId, attempt, page);
  const steps = found.slice(0, query.limit).map(({ owner: _owner, ...entry }) => entry);
  const last = steps.at(-1);
  return { attempt, steps, next_after: found.length > query.limit && last !== undefined ? last.step_index : null };
}

/** What the owner's mission is asked beside its objective. Two reads, or one where that is nothing. */
export async function findInput(deps: Deps, owner: string, missionId: string): Promise<InputAnswer> {
  const { mission } = await findMission(deps, owner, missionId);
  const input = (await storedValue(deps.db, mission)) ?? null;
  return inputAnswer.parse({ mission_id: missionId, version: mission.input_version, input });
}

/** What a step of the owner's mission is writing. Two reads, or one where the mission is at no step. */
export async function findDrafts(deps: Deps, owner: string, missionId: string): Promise<DraftList> {
  const { mission } = await findMission(deps, owner, missionId);
  const isAtStep = mission.execution_record.progress_tracker.current_step !== null;
  const draft = isAtStep ? await readDraft(deps.db, missionId) : null;
  return { mission_id: missionId, drafts: shownDrafts(mission, draft) };
}

/**
 * The output of the owner's mission; of one that did not complete what it has to show, by its type. Throws
 * `result_not_ready` until it is completed, `no_result` when it never will be. Two reads.
 */
export async function findResult(deps: Deps, owner: string, missionId: string): Promise<ResultAnswer> {
  const { mission } = await findMission(deps, owner, missionId);
  const result = mission.status === 'completed' ? await readResult(deps.db, missionId, mission.attempt) : null;
  const partial = result === null ? await partialResult(deps, mission) : null;
  if (partial !== null) {
    const { attempt, updated_at: at } = mission;
    return { ...partial, mission_id: missionId, attempt, created_at: at, is_partial: true };
  }
  if (result === null) {
    const why =
      mission.status === 'completed'
        ? 'The mission is completed and left no result: its worker sent none.'
        : `The mission is ${mission.status}; only a completed one has a result.`;
    if (isOver(mission)) {
      const allowed = allowedCommands(mission);
      throw new AppError('no_result', why, { allowed, next: nextWithoutResult(mission, allowed) });
    }
    throw new AppError('result_not_ready', why, { next: `Ask /missions/${missionId}/progress how far it is.` });
  }
  const { owner: _owner, ...answer } = result;
  return { ...answer, is_partial: false };
}

function nextWithoutResult(mission: Mission, allowed: readonly Command[]): string {
  const path = `/missions/${mission.mission_id}`;
  if (mission.status === 'completed') return `Read what its steps say: GET ${path}/steps.`;
  if (allowed.includes('retry')) return `Run it again: POST ${path}/retry.`;
  return 'Create another mission.';
}
