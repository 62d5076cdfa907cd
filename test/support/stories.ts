import fc from 'fast-check';
import type { MissionEvent, WaitRequest } from '../../functions/src/core/events.ts';
import { nextState } from '../../functions/src/core/nextState.ts';
import { windowAt } from '../../functions/src/core/plan.ts';
import type { Mission } from '../../functions/src/schema/mission.ts';
import { at, completed, EXECUTE, failedAt, PLAN, progressed, proposed } from './missions.ts';
import { external, reported } from './states.ts';

/** An event as it is once it is known which mission it meets. */
type Happening = (mission: Mission) => MissionEvent;

/** The runner's own fence most of the time, else an older one: whoever has it has lost the mission. */
const fence = fc
  .integer({ min: 0, max: 9 })
  .map((chance) => (mission: Mission) => Math.max(1, chance < 9 ? mission.fence : mission.fence - 1));
/** The step that the mission has come to most of the time, else one of its neighbours. */
const stepIndex = fc
  .integer({ min: 0, max: 9 })
  .map((chance) => ({ completed_count: done }: Mission['execution_record']['progress_tracker']) => {
    const step = chance < 8 ? done : chance === 8 ? done - 1 : done + 1;
    return Math.min(2, Math.max(0, step));
  });
const attempt = fc
  .integer({ min: 0, max: 9 })
  .map((chance) => (mission: Mission) => Math.max(1, chance < 9 ? mission.attempt : mission.attempt - 1));
const fraction = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));

const wait: fc.Arbitrary<WaitRequest> = fc.oneof(
  fc.record({
    kind: fc.constant('approval' as const),
    key: fc.constantFrom('one', 'two'),
    question: fc.constant('Go on?'),
    choices: fc.constant([
      { choice: 'approve', label: 'Approve' },
      { choice: 'reject', label: 'Reject' },
    ]),
    expiresInMs: fc.constantFrom(20_000, 900_000),
    onExpiry: fc.constantFrom(null, 'approve'),
  }),
  fc.record({
    kind: fc.constant('signal' as const),
    key: fc.constantFrom('one', 'two'),
    question: fc.constant('the parcel'),
    signal: fc.constantFrom('parcel', 'letter'),
    expiresInMs: fc.constantFrom(20_000, 900_000),
    onExpiry: fc.constantFrom('fail' as const, 'continue' as const),
  }),
  fc.record({
    kind: fc.constant('time' as const),
    key: fc.constantFrom('one', 'two'),
    question: fc.constant(''),
    until: fc.integer({ min: 0, max: 2000 }).map(at),
  }),
);

/** What a runner or a worker says, of the step and with the fence that `chosen` picks. */
const chosen = fc.tuple(stepIndex, fence).map(([step, own]) => (mission: Mission) => ({
  index: step(mission.execution_record.progress_tracker),
  fence: own(mission),
}));

const failing = fc.tuple(chosen, fc.integer({ min: 1, max: 4 }), fc.constantFrom(500, 40_000)).map(
  ([pick, attempts, backoffMs]): Happening =>
    (mission) => {
      const { index, fence: own } = pick(mission);
      const policy = { attempts, backoffMs, factor: 2, maxBackoffMs: 60_000 };
      return { ...failedAt(index, own), retry: { policy, chance: 0.5 } } as MissionEvent;
    },
);

const items = fc.tuple(chosen, fc.boolean()).map(
  ([pick, isAgain]): Happening =>
    (mission) => {
      const { index, fence: own } = pick(mission);
      const done = mission.execution_record.progress_tracker.current_step?.items_done ?? 0;
      const before = isAgain ? Math.max(0, done - 1) : done;
      return {
        type: 'items_completed',
        fence: own,
        itemsBefore: before,
        items: [{ index: before, startedAt: at(1), finishedAt: at(2), output: before, error: null }],
        stepIndex: index,
        message: 'items',
        subProgress: { done: before + 1, total: 100, unit: 'items', fraction: Math.min(1, (before + 1) / 100) },
        notes: [],
      };
    },
);

const waiting = fc.tuple(chosen, wait, fc.boolean()).map(
  ([pick, asked, knows]): Happening =>
    (mission) => {
      const { index, fence: own } = pick(mission);
      const seen = knows ? (mission.answers[asked.key]?.wait_id ?? null) : null;
      return { type: 'step_waited', fence: own, stepIndex: index, wait: asked, seen, notes: [] };
    },
);

const fixed = (...events: readonly MissionEvent[]) =>
  fc.constantFrom(...events).map(
    (event): Happening =>
      () =>
        event,
  );

const owners: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fixed({ type: 'approved' }, EXECUTE, { type: 'resume_requested' }, { type: 'admitted' }) },
  { weight: 1, arbitrary: fixed({ type: 'edited', changes: { objective: 'Find Ruby tutorials' } }) },
  { weight: 2, arbitrary: fixed({ type: 'pause_requested', by: 'anna' }) },
  { weight: 1, arbitrary: fixed({ type: 'cancel_requested', by: 'anna', reason: 'The wrong site.' }) },
  {
    weight: 6,
    arbitrary: fc.tuple(fc.nat(2), fc.boolean(), fc.boolean()).map(
      ([back, isLimited, isEdited]): Happening =>
        (mission) => ({
          type: 'retry_requested',
          fromStep: Math.max(0, mission.execution_record.progress_tracker.completed_count - back),
          isLimited,
          changes: isEdited ? { objective: 'Find Go tutorials' } : {},
          window: windowAt(PLAN, 0),
        }),
    ),
  },
  {
    weight: 4,
    arbitrary: fixed(
      { type: 'answered', waitId: null, choice: 'approve', comment: null, by: 'anna' },
      { type: 'answered', waitId: null, choice: 'reject', comment: null, by: 'anna' },
    ),
  },
  {
    weight: 3,
    arbitrary: fixed(
      { type: 'signalled', name: 'parcel', payload: 1 },
      { type: 'signalled', name: 'letter', payload: 1 },
    ),
  },
);

const claims = fc.tuple(fc.constantFrom('task-1', 'task-2'), attempt).map(
  ([taskId, own]): Happening =>
    (mission) => ({ type: 'claimed', holder: taskId, taskId, attempt: own(mission) }),
);

const runners: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: claims },
  fence.map(
    (own): Happening =>
      (mission) => ({ type: 'renewed', fence: own(mission) }),
  ),
  {
    weight: 3,
    arbitrary: fence.map(
      (own): Happening =>
        (mission) => ({ type: 'stopped', fence: own(mission) }),
    ),
  },
  fc.tuple(fence, fc.boolean()).map(
    ([own, cutsStep]): Happening =>
      (mission) => ({ type: 'released', fence: own(mission), cutsStep }),
  ),
  fc.tuple(chosen, fraction).map(
    ([pick, share]): Happening =>
      (mission) => {
        const { index, fence: own } = pick(mission);
        return progressed(index, share, own);
      },
  ),
  {
    weight: 4,
    arbitrary: chosen.map(
      (pick): Happening =>
        (mission) => {
          const { index, fence: own } = pick(mission);
          return completed(index, own);
        },
    ),
  },
  chosen.map(
    (pick): Happening =>
      (mission) => {
        const { index, fence: own } = pick(mission);
        return failedAt(index, own);
      },
  ),
  { weight: 3, arbitrary: failing },
  { weight: 2, arbitrary: items },
  {
    weight: 3,
    arbitrary: chosen.map(
      (pick): Happening =>
        (mission) => {
          const { index, fence: own } = pick(mission);
          return { type: 'retried', fence: own, stepIndex: index };
        },
    ),
  },
  { weight: 3, arbitrary: waiting },
);

const workers: fc.Arbitrary<Happening> = fc
  .tuple(chosen, fraction, fc.boolean(), fc.constantFrom('alive', 'started', 'progress', 'completed', 'failed'))
  .map(
    ([pick, share, isLast, kind]): Happening =>
      (mission) => {
        const { index } = pick(mission);
        if (kind === 'alive') return reported({ kind });
        if (kind === 'started') return reported({ kind, stepIndex: index, name: `s${index}`, message: '' });
        if (kind === 'progress') {
          const subProgress = { done: 1, total: 2, unit: 'pages', fraction: share };
          return reported({ kind, stepIndex: index, message: '', subProgress, notes: [] });
        }
        const end = { message: 'done', output: index, usage: {}, tool: null, result: null, notes: [] };
        if (kind === 'completed') return reported({ kind, stepIndex: index, isLast, ...end });
        return reported({
          kind: 'failed',
          stepIndex: index,
          error: { code: 'step_failed', message: 'no', next: null },
        });
      },
  );

/** Any event, from whoever: owners, runners with any fence, tasks in any order, workers, the sweep. */
const anyEvent: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: owners },
  { weight: 8, arbitrary: runners },
  { weight: 2, arbitrary: workers },
  { weight: 1, arbitrary: fixed({ type: 'overdue' }) },
);

/** Where a story begins: a mission that is queued, in line, or waiting for its worker. */
const opening: fc.Arbitrary<Mission> = fc.constantFrom('plain', 'limited', 'external', 'growing').map((kind) => {
  if (kind === 'external' || kind === 'growing') return external(kind === 'growing');
  const approved = apply(proposed(), { type: 'approved' }, 1);
  return apply(approved, { ...EXECUTE, isLimited: kind === 'limited' }, 2);
});

function apply(mission: Mission, event: MissionEvent, seconds: number): Mission {
  const outcome = nextState(mission, event, at(seconds));
  if (outcome.kind !== 'applied') throw new Error(`${event.type} was ${outcome.kind}`);
  return outcome.mission;
}

/** A mission, and events with the seconds that pass before each. */
export const story = fc.tuple(
  opening,
  // Long ones: most of what can go wrong takes several events to come about.
  fc.array(fc.tuple(anyEvent, fc.constantFrom(0, 1, 1, 2, 5, 15, 40, 700)), {
    minLength: 10,
    maxLength: 100,
    size: 'max',
  }),
);
export type Story = readonly [Mission, readonly (readonly [Happening, number])[]];

type Look = (before: Mission, outcome: ReturnType<typeof nextState>, event: MissionEvent, seconds: number) => void;

/** Calls `look` with what every event found and left; answers the mission at the end and when that is. */
export function tell([first, events]: Story, look: Look): { mission: Mission; seconds: number } {
  let mission = first;
  let seconds = 2;
  for (const [happen, pause] of events) {
    seconds += pause;
    const event = happen(mission);
    const outcome = nextState(mission, event, at(seconds));
    look(mission, outcome, event, seconds);
    if (outcome.kind === 'applied') mission = outcome.mission;
  }
  return { mission, seconds };
}
