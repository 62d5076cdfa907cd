import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedCommands, isOver } from '../../../functions/src/core/allowed.ts';
import type { MissionEvent } from '../../../functions/src/core/events.ts';
import { nextState } from '../../../functions/src/core/nextState.ts';
import { type Mission, mission as missionSchema } from '../../../functions/src/schema/mission.ts';
import { at, completed, EXECUTE, failedAt, progressed, proposed } from '../../support/missions.ts';

const fence = fc.integer({ min: 1, max: 4 });
const stepIndex = fc.integer({ min: 0, max: 2 });
const taskId = fc.constantFrom('task-1', 'task-2');
const fraction = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));

/** Any event, from whoever: owners, runners with any fence, tasks in any order, the sweep. */
const anyEvent: fc.Arbitrary<MissionEvent> = fc.oneof(
  fc.constantFrom<MissionEvent>(
    { type: 'edited', changes: { objective: 'Find Ruby tutorials' } },
    { type: 'approved' },
    EXECUTE,
    { type: 'overdue' },
  ),
  { weight: 1, arbitrary: fc.constant<MissionEvent>({ type: 'cancel_requested', by: 'anna' }) },
  {
    weight: 4,
    arbitrary: taskId.map((id): MissionEvent => ({ type: 'claimed', holder: `by-${id}`, taskId: id, attempt: 1 })),
  },
  fence.map((value): MissionEvent => ({ type: 'renewed', fence: value })),
  fence.map((value): MissionEvent => ({ type: 'stopped', fence: value })),
  fc.tuple(stepIndex, fraction, fence).map(([index, share, value]) => progressed(index, share, value)),
  { weight: 6, arbitrary: fc.tuple(stepIndex, fence).map(([index, value]) => completed(index, value)) },
  fc.tuple(stepIndex, fence).map(([index, value]) => failedAt(index, value)),
);

/** Events with the seconds that pass before each. */
const story = fc.array(fc.tuple(anyEvent, fc.integer({ min: 0, max: 40 })), { maxLength: 60 });

/** Calls `look` with what every event of `events` found and left. */
function tell(
  events: readonly (readonly [MissionEvent, number])[],
  look: (before: Mission, outcome: ReturnType<typeof nextState>, event: MissionEvent, seconds: number) => void,
): Mission {
  let mission = proposed();
  // A start that runs by itself, so that most stories get past the first states.
  let seconds = 0;
  const opening: (readonly [MissionEvent, number])[] = [
    [{ type: 'approved' }, 1],
    [EXECUTE, 1],
  ];
  for (const [event, wait] of [...opening, ...events]) {
    seconds += wait;
    const outcome = nextState(mission, event, at(seconds));
    look(mission, outcome, event, seconds);
    if (outcome.kind === 'applied') mission = outcome.mission;
  }
  return mission;
}

const percentOf = (mission: Mission): number => mission.execution_record.progress_tracker.progress_percent;

describe('whatever happens, in whatever order', () => {
  it('a mission stays one that may be written', () => {
    fc.assert(
      fc.property(story, (events) => {
        const mission = tell(events, (_before, outcome) => {
          if (outcome.kind === 'applied') expect(missionSchema.parse(outcome.mission)).toEqual(outcome.mission);
        });
        expect(percentOf(mission)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('the percent never falls, and is 100 exactly when the mission is completed', () => {
    fc.assert(
      fc.property(story, (events) => {
        tell(events, (before, outcome) => {
          if (outcome.kind !== 'applied') return;
          expect(percentOf(outcome.mission)).toBeGreaterThanOrEqual(percentOf(before));
          expect(percentOf(outcome.mission) === 100).toBe(outcome.mission.status === 'completed');
        });
      }),
    );
  });

  it('a mission that is over stays as it is', () => {
    fc.assert(
      fc.property(story, (events) => {
        tell(events, (before, outcome) => {
          if (isOver(before)) expect(outcome.kind).not.toBe('applied');
        });
      }),
    );
  });

  it('the same event at once again changes nothing more', () => {
    fc.assert(
      fc.property(story, (events) => {
        tell(events, (_before, outcome, event, seconds) => {
          // A claim may repeat: the second delivery is another runner. Progress may repeat: it says the same.
          if (outcome.kind !== 'applied' || event.type === 'claimed' || event.type === 'progressed') return;
          expect(nextState(outcome.mission, event, at(seconds)).kind).not.toBe('applied');
        });
      }),
    );
  });

  it('each step is recorded at most once, in order, and only by the holder of the newest fence', () => {
    fc.assert(
      fc.property(story, (events) => {
        const recorded: number[] = [];
        tell(events, (before, outcome, event) => {
          if (outcome.kind !== 'applied' || outcome.ledger === null) return;
          expect(outcome.ledger.fence).toBe(before.fence);
          if (event.type === 'step_completed') recorded.push(outcome.ledger.step_index);
        });
        expect(recorded).toEqual(recorded.map((_, index) => index));
      }),
    );
  });

  it('the history has no gap and no repeat', () => {
    fc.assert(
      fc.property(story, (events) => {
        const numbers = [1];
        const mission = tell(events, (_before, outcome) => {
          if (outcome.kind === 'applied') numbers.push(...outcome.history.map((entry) => entry.seq));
        });
        expect(numbers).toEqual(numbers.map((_, index) => index + 1));
        expect(mission.seq).toBe(numbers.length);
      }),
    );
  });

  it('a mission that should run always has a moment at which the sweep looks after it', () => {
    fc.assert(
      fc.property(story, (events) => {
        tell(events, (_before, outcome) => {
          if (outcome.kind !== 'applied') return;
          const { status, wake_at: wakeAt } = outcome.mission;
          expect(wakeAt !== null).toBe(status === 'queued' || status === 'in_progress');
        });
      }),
    );
  });

  it('a refusal names only commands that would be applied', () => {
    const events: Record<string, MissionEvent> = {
      edit: { type: 'edited', changes: { objective: 'Something else' } },
      approve: { type: 'approved' },
      execute: EXECUTE,
      cancel: { type: 'cancel_requested', by: 'anna' },
    };
    fc.assert(
      fc.property(story, (told) => {
        const mission = tell(told, () => undefined);
        const works = Object.keys(events).filter((name) => {
          const event = events[name];
          return event !== undefined && nextState(mission, event, at(5000)).kind === 'applied';
        });
        expect(allowedCommands(mission).toSorted()).toEqual(
          // A cancelled run that nobody holds ends on a second request; the button would only be in the way.
          mission.status === 'in_progress' && mission.control !== null ? [] : works.toSorted(),
        );
      }),
    );
  });
});
