import { isOver } from '../core/allowed.ts';
import { AppError } from '../core/errors.ts';
import type { Command, MissionEvent } from '../core/events.ts';
import { choiceWords } from '../core/fieldProblems.ts';
import { isExpired } from '../core/retention.ts';
import { storingProblem } from '../core/storable.ts';
import type { Mission } from '../schema/mission.ts';
import type { AnswerRequest, CancelMissionRequest, EditMissionRequest, SignalRequest } from '../schema/requests.ts';
import { MAX_PAYLOAD_BYTES, MAX_SIGNALS } from '../schema/wait.ts';
import { readMission, type Stored } from '../store/missions.ts';
import { isLimited } from './admission.ts';
import { withAllowance } from './allowance.ts';
import { applyEvent, missionNotFound } from './applyEvent.ts';
import { budgetWith } from './createMission.ts';
import type { Deps } from './deps.ts';
import { changedInput, requireRunnable } from './missionInput.ts';

/** The commands that need nothing but their name; a cancel may come with a reason, see {@link cancelMission}. */
export type PlainCommand = Exclude<Command, 'edit' | 'retry' | 'answer' | 'signal'>;

/** The owner's mission; `mission_not_found` for anybody else's, and once it is no longer kept. One read. */
export async function findMission(deps: Deps, owner: string, missionId: string): Promise<Stored> {
  const stored = await readMission(deps.db, missionId);
  if (stored === null || !isShown(deps, owner, stored.mission)) throw missionNotFound();
  return stored;
}

/** Whether the owner is shown this mission: it is theirs, and has not ended longer ago than missions are kept. */
export function isShown({ retentionDays, clock }: Deps, owner: string, mission: Mission): boolean {
  return mission.owner === owner && !isExpired(mission, retentionDays, clock.now());
}

/**
 * Approves, executes, pauses, resumes or cancels; throws `status_forbids` with the commands that are allowed. Setting
 * an approved mission going takes of its owner's allowance if it `isCounted`, and then may throw `rate_limited`.
 */
export async function command(
  deps: Deps,
  owner: string,
  missionId: string,
  name: PlainCommand,
  isCounted = true,
): Promise<Mission> {
  const stored = await findMission(deps, owner, missionId);
  const event = eventOf(deps, stored.mission, name, owner);
  // Whatever else an execute meets, it sets nothing going: it is a repeat, or refused.
  if (event.type !== 'execute_requested' || stored.mission.status !== 'approved' || !isCounted) {
    return await give(deps, stored, event);
  }
  await requireRunnable(deps, stored.mission);
  return await withAllowance(deps, owner, 'start', ({ mark }) => give(deps, stored, { ...event, mark }));
}

function eventOf(deps: Deps, mission: Mission, name: PlainCommand, owner: string): MissionEvent {
  switch (name) {
    case 'approve':
      return { type: 'approved' };
    case 'execute':
      return { type: 'execute_requested', isLimited: isLimited(deps, mission) };
    case 'pause':
      return { type: 'pause_requested', by: owner };
    case 'resume':
      return { type: 'resume_requested' };
    case 'cancel':
      return { type: 'cancel_requested', by: owner };
  }
}

/** Ends a mission, with the reason if one is given; throws `status_forbids` for one that ended otherwise. */
export async function cancelMission(
  deps: Deps,
  owner: string,
  missionId: string,
  { reason }: CancelMissionRequest,
): Promise<Mission> {
  const stored = await findMission(deps, owner, missionId);
  return await give(deps, stored, { type: 'cancel_requested', by: owner, reason });
}

/** Changes a proposed mission; throws `status_forbids` afterwards. */
export async function editMission(
  deps: Deps,
  owner: string,
  missionId: string,
  request: EditMissionRequest,
): Promise<Mission> {
  const stored = await findMission(deps, owner, missionId);
  const budget = request.budget === undefined ? undefined : budgetWith(stored.mission.budget, request.budget);
  const input = await changedInput(deps, stored.mission, request);
  return await give(deps, stored, { type: 'edited', changes: { ...request, budget, input } });
}

/**
 * Answers what a waiting mission asks. Throws `invalid_request` for a choice that was not offered, `wait_gone` when it
 * no longer waits for that, or for an answer at all.
 */
export async function answerMission(
  deps: Deps,
  owner: string,
  missionId: string,
  request: AnswerRequest,
): Promise<Mission> {
  const stored = await findMission(deps, owner, missionId);
  const { status, wait } = stored.mission;
  if (status === 'waiting' && wait.kind === 'approval' && (request.wait_id ?? wait.wait_id) === wait.wait_id) {
    const offered = wait.choices.map((one) => one.choice);
    if (!offered.includes(request.choice)) {
      const message = choiceWords(offered);
      throw new AppError('invalid_request', `choice: ${message}`, { fields: [{ field: 'choice', message }] });
    }
  }
  const { choice, comment = null, wait_id: waitId = null } = request;
  const { outcome, stored: after } = await applyEvent(
    deps,
    missionId,
    { type: 'answered', waitId, choice, comment, by: owner },
    stored,
  );
  if (outcome.kind !== 'refused') return after.mission;
  const { wait: now, status: is } = after.mission;
  if (now !== null && is === 'paused') {
    const next = `POST /missions/${missionId}/resume, then answer.`;
    throw new AppError('wait_gone', 'The mission is paused and takes no answer.', { allowed: outcome.allowed, next });
  }
  const why =
    now === null ? `it is ${is}` : `it waits for ${now.kind === 'approval' ? 'another one' : `a ${now.kind}`}`;
  throw new AppError('wait_gone', `The mission does not wait for this answer; ${why}.`, { allowed: outcome.allowed });
}

/** Passes a signal to a mission; one that nobody waits for yet is kept. Throws `too_many_signals`, `status_forbids`. */
export async function signalMission(
  deps: Deps,
  owner: string,
  missionId: string,
  { name, payload }: SignalRequest,
): Promise<Mission> {
  const bytes = Buffer.byteLength(JSON.stringify(payload));
  const tooLarge =
    bytes > MAX_PAYLOAD_BYTES ? `must be at most ${MAX_PAYLOAD_BYTES} bytes as JSON; this is ${bytes}` : null;
  const message = tooLarge ?? storingProblem(payload);
  if (message !== null) {
    throw new AppError('invalid_request', `payload: ${message}`, { fields: [{ field: 'payload', message }] });
  }
  const stored = await findMission(deps, owner, missionId);
  const { signals } = stored.mission;
  if (signals[name] === undefined && Object.keys(signals).length >= MAX_SIGNALS) {
    throw new AppError('too_many_signals', `The mission keeps ${MAX_SIGNALS} signals that nobody has waited for.`);
  }
  return await give(deps, stored, { type: 'signalled', name, payload });
}

/** Applies an owner's event; throws `status_forbids` with the commands that are allowed. */
export async function give(deps: Deps, known: Stored, event: MissionEvent): Promise<Mission> {
  const { outcome, stored } = await applyEvent(deps, known.mission.mission_id, event, known);
  const { mission } = stored;
  if (outcome.kind === 'refused') {
    throw new AppError('status_forbids', `A mission that is ${mission.status} can't take "${outcome.command}".`, {
      allowed: outcome.allowed,
      next: nextAfterRefusal(mission, outcome),
    });
  }
  deps.log.info({ mission_id: mission.mission_id, event: event.type, outcome: outcome.kind }, 'command');
  return mission;
}

function nextAfterRefusal(
  mission: Mission,
  { command: asked, allowed }: { readonly command: Command; readonly allowed: readonly Command[] },
): string {
  if (allowed.length > 0) return `Allowed now: ${allowed.join(', ')}.`;
  if (!isOver(mission)) return 'It is being cancelled: wait until it has ended.';
  const over = 'It is over: nothing can be done to it any more.';
  // Who would stop it has what they want; who would have it run needs another one.
  const isToRun = asked === 'retry' || asked === 'execute' || asked === 'approve' || asked === 'edit';
  return isToRun ? `${over} Create another mission instead.` : over;
}
