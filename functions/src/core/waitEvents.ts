import type { Mission, MissionIn } from '../schema/mission.ts';
import { addMs, type Instant } from '../schema/time.ts';
import { MAX_ANSWERS, MAX_SIGNALS, type Wait, type WaitAnswer } from '../schema/wait.ts';
import { applied, followedBy, ignored, type Line, linesOf, refused } from './change.ts';
import type { Applied, Effect, EventOf, MissionEventType, Outcome, WaitRequest } from './events.ts';
import { endFailed } from './failEvents.ts';
import { heldBy, runsStep } from './held.ts';
import { dispatchTask, isWithinReach, keptHold } from './lease.ts';
import { markStep } from './progress.ts';
import { cancellationOf, cancelled, paused } from './stopEvents.ts';
import { toRunner } from './toRunner.ts';

/** The running step waits: its runner leaves. A signal that came early is its answer at once. */
export function waitFor(mission: Mission, event: EventOf<'step_waited'>, now: Instant): Outcome {
  const held = heldBy(mission, event.fence);
  if (held === null) return ignored('stale_fence');
  if (!runsStep(held, event.stepIndex)) return ignored('already_done');
  if ((mission.answers[event.wait.key]?.wait_id ?? null) !== event.seen) return ignored('already_done');
  const wait = waitOf(mission, event, now);
  const isNew = mission.answers[wait.key] === undefined;
  if (isNew && Object.keys(mission.answers).length >= MAX_ANSWERS) {
    const message = `The step has asked to wait under more than ${MAX_ANSWERS} keys.`;
    return endFailed(held, { code: 'step_crashed', message, next: null }, { type: 'step_waited', now, lines: [] });
  }
  const notes = linesOf(event.notes, event.stepIndex);
  const early = wait.kind === 'signal' ? mission.signals[wait.signal] : undefined;
  if (wait.kind === 'signal' && early !== undefined) {
    const answer: WaitAnswer = { kind: 'signal', wait_id: wait.wait_id, payload: early.payload, at: now };
    const { [wait.signal]: _taken, ...signals } = mission.signals;
    return applied(
      { ...held, ...keptHold(held, now), signals, answers: { ...mission.answers, [wait.key]: answer } },
      { type: 'step_waited', now, lines: [...notes, stepLine(wait, `The signal "${wait.signal}" was there already`)] },
    );
  }
  const { [wait.key]: _asked, ...answers } = mission.answers;
  const waiting = intoWait({ ...held, answers }, wait, {
    type: 'step_waited',
    now,
    lines: [...notes, stepLine(wait, wait.question === '' ? 'Waiting' : `Waiting: ${wait.question}`)],
  });
  if (held.control === null) return waiting;
  const end =
    held.control.kind === 'pause'
      ? paused(waiting.mission, 'step_waited', now)
      : cancelled(waiting.mission, cancellationOf(held.control), 'step_waited', now);
  return followedBy(waiting, end);
}

/** A paused mission goes on waiting; what came or ran out meanwhile counts now. */
export function resumeWait(mission: MissionIn<'paused'> & { wait: Wait }, now: Instant): Outcome {
  const { wait } = mission;
  const line: Line = { kind: 'status', message: 'Resumed' };
  const kept = wait.kind === 'signal' ? mission.signals[wait.signal] : undefined;
  const started = { ...mission, started_at: mission.started_at ?? now };
  if (wait.kind === 'signal' && kept !== undefined) {
    const { [wait.signal]: _taken, ...signals } = mission.signals;
    const answer: WaitAnswer = { kind: 'signal', wait_id: wait.wait_id, payload: kept.payload, at: now };
    return answered({ ...started, signals }, wait, answer, { type: 'resume_requested', now, lines: [line] });
  }
  return intoWait(started, wait, { type: 'resume_requested', now, lines: [line] });
}

/** A person's choice. Repeated it changes nothing; another choice, or one for another question, is refused. */
export function answer(mission: Mission, event: EventOf<'answered'>, now: Instant): Outcome {
  const given = Object.values(mission.answers).find(({ wait_id: id }) => id === event.waitId);
  if (given?.kind === 'approval' && given.choice === event.choice) return ignored('already_done');
  if (mission.status !== 'waiting' || mission.wait.kind !== 'approval') return refused(mission, 'answer');
  const { wait } = mission;
  if (event.waitId !== null && event.waitId !== wait.wait_id) return refused(mission, 'answer');
  const chosen = wait.choices.find(({ choice }) => choice === event.choice);
  if (chosen === undefined) return refused(mission, 'answer');
  const said = event.comment === null ? chosen.label : `${chosen.label}: ${event.comment}`;
  const { choice, comment, by } = event;
  return answered(
    mission,
    wait,
    { kind: 'approval', wait_id: wait.wait_id, choice, comment, by, at: now },
    {
      type: 'answered',
      now,
      lines: [stepLine(wait, `Answered: ${said}`)],
    },
  );
}

/** A signal from outside: the answer to a wait for it, else kept until somebody waits; the newest of a name counts. */
export function signal(mission: Mission, event: EventOf<'signalled'>, now: Instant): Outcome {
  const { name, payload } = event;
  const isUnderWay = mission.queued_at !== null && mission.finished_at === null;
  if (!isUnderWay) return refused(mission, 'signal');
  if (mission.status === 'waiting' && mission.wait.kind === 'signal' && mission.wait.signal === name) {
    const { wait } = mission;
    return answered(
      mission,
      wait,
      { kind: 'signal', wait_id: wait.wait_id, payload, at: now },
      {
        type: 'signalled',
        now,
        lines: [stepLine(wait, `The signal "${name}" came`)],
      },
    );
  }
  const before = mission.signals[name];
  if (before !== undefined && JSON.stringify(before.payload) === JSON.stringify(payload))
    return ignored('already_done');
  if (before === undefined && Object.keys(mission.signals).length >= MAX_SIGNALS) return refused(mission, 'signal');
  const signals = { ...mission.signals, [name]: { payload, received_at: now } };
  const message = `The signal "${name}" came before anybody waited for it`;
  return applied({ ...mission, signals }, { type: 'signalled', now, lines: [{ kind: 'app', message }] });
}

/** The sweep found a wait at its end: the time has come, or nobody has answered. */
export function endWait(mission: MissionIn<'waiting'>, type: 'overdue' | 'claimed', now: Instant): Outcome {
  const { wait } = mission;
  if (wait.kind === 'time') {
    const lines = [stepLine(wait, 'The time has come')];
    return answered(mission, wait, { kind: 'time', wait_id: wait.wait_id, at: now }, { type, now, lines });
  }
  if (wait.kind === 'signal' && wait.on_expiry === 'continue') {
    const lines = [stepLine(wait, `The signal "${wait.signal}" did not come in time; going on without it`)];
    return answered(mission, wait, { kind: 'expired', wait_id: wait.wait_id, at: now }, { type, now, lines });
  }
  if (wait.kind === 'approval' && wait.on_expiry !== null) {
    const lines = [stepLine(wait, `Nobody answered in time; it counts as "${wait.on_expiry}"`)];
    const fallback = { choice: wait.on_expiry, comment: null, by: 'expiry' };
    return answered(
      mission,
      wait,
      { kind: 'approval', wait_id: wait.wait_id, ...fallback, at: now },
      { type, now, lines },
    );
  }
  const what = wait.kind === 'signal' ? `The signal "${wait.signal}" did not come` : 'Nobody answered';
  const next = 'Retry the mission to be asked again.';
  return endFailed(mission, { code: 'wait_expired', message: `${what} in time.`, next }, { type, now, lines: [] });
}

interface Happened {
  readonly type: MissionEventType;
  readonly now: Instant;
  readonly lines: readonly Line[];
}

function answered(mission: MissionIn<'waiting' | 'paused'>, wait: Wait, given: WaitAnswer, change: Happened): Applied {
  const answers = { ...mission.answers, [wait.key]: given };
  const { mission: after, effects } = toRunner({ ...mission, answers }, change.now);
  const tracker = markStep(mission.execution_record.progress_tracker, { status: 'running', message: '' }, change.now);
  return applied(after, { ...change, tracker, effects });
}

/** The outcome in which `mission` waits: without a runner, and for a moment in time with a task that is due then. */
function intoWait(
  mission: (MissionIn<'in_progress'> | MissionIn<'paused'>) & { started_at: Instant },
  wait: Wait,
  change: Happened,
): Applied & { mission: MissionIn<'waiting'> } {
  const tracker = markStep(
    mission.execution_record.progress_tracker,
    { status: 'waiting', message: wait.question },
    change.now,
  );
  const base = { lease: null, control: null, queue_place: null, order_at: null, wait };
  const end = wait.kind === 'time' ? wait.until : wait.expires_at;
  const after: MissionIn<'waiting'> = { ...mission, ...base, status: 'waiting', next_task: null, wake_at: end };
  if (wait.kind !== 'time' || !isWithinReach(end, change.now)) return applied(after, { ...change, tracker });
  const { task, wakeAt } = dispatchTask(mission, change.now, { dueAt: end });
  const effects: Effect[] = [{ kind: 'enqueue', task }];
  const sent = { ...after, next_task: task, dispatches: task.dispatch, wake_at: wakeAt };
  return applied(sent, { ...change, tracker, effects });
}

function waitOf(mission: Mission, { stepIndex, wait }: EventOf<'step_waited'>, now: Instant): Wait {
  const { key, question } = wait;
  // The history's number makes it new each time: an answer to an earlier question can't meet a later one.
  const id = `${mission.attempt}-${stepIndex}-${key}-${mission.seq}`;
  const asked = { wait_id: id, key, question, step_index: stepIndex, asked_at: now };
  return { ...asked, ...endOf(wait, now) };
}

type Kind<W> = W extends { kind: infer K }
  ? Omit<Extract<Wait, { kind: K }>, 'wait_id' | 'key' | 'question' | 'step_index' | 'asked_at'>
  : never;

function endOf(wait: WaitRequest, now: Instant): Kind<WaitRequest> {
  if (wait.kind === 'time') return { kind: 'time', until: wait.until };
  const expires = addMs(now, wait.expiresInMs);
  if (wait.kind === 'approval') {
    return { kind: 'approval', choices: [...wait.choices], expires_at: expires, on_expiry: wait.onExpiry };
  }
  return { kind: 'signal', signal: wait.signal, expires_at: expires, on_expiry: wait.onExpiry };
}

function stepLine(wait: Wait, message: string): Line {
  return { kind: 'status', message, stepIndex: wait.step_index };
}
