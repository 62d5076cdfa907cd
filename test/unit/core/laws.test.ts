import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedCommands, isOver } from '../../../functions/src/core/allowed.ts';
import type { MissionEvent, MissionEventType } from '../../../functions/src/core/events.ts';
import { attemptOf } from '../../../functions/src/core/ledger.ts';
import { nextState } from '../../../functions/src/core/nextState.ts';
import { windowAt } from '../../../functions/src/core/plan.ts';
import { type Mission, mission as missionSchema } from '../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import { at, completed, EXECUTE, PLAN, START } from '../../support/missions.ts';
import { reported } from '../../support/states.ts';
import { type Story, story, tell } from '../../support/stories.ts';

const RUNS = { numRuns: 400 };
const law = (check: (told: Story) => void): void => {
  fc.assert(fc.property(story, check), RUNS);
};

const percentOf = (mission: Mission): number => mission.execution_record.progress_tracker.progress_percent;

/** Events that may come twice and say something new the second time, or say the same again. */
const MAY_REPEAT: ReadonlySet<MissionEventType> = new Set(['claimed', 'progressed', 'reported', 'signalled']);

describe('whatever happens, in whatever order', () => {
  it('a mission stays one that may be written', () => {
    law((told) => {
      const { mission } = tell(told, (_before, outcome) => {
        if (outcome.kind === 'applied') expect(missionSchema.parse(outcome.mission)).toEqual(outcome.mission);
      });
      expect(percentOf(mission)).toBeGreaterThanOrEqual(0);
    });
  });

  it('the percent never falls within an attempt, and is 100 exactly when the mission is completed', () => {
    law((told) => {
      tell(told, (before, outcome) => {
        if (outcome.kind !== 'applied') return;
        if (outcome.mission.attempt === before.attempt) {
          expect(percentOf(outcome.mission)).toBeGreaterThanOrEqual(percentOf(before));
        }
        expect(percentOf(outcome.mission) === 100).toBe(outcome.mission.status === 'completed');
      });
    });
  });

  it('a mission that is over stays as it is, unless it is retried; a completed one for ever', () => {
    law((told) => {
      tell(told, (before, outcome, event) => {
        if (!isOver(before) || outcome.kind !== 'applied') return;
        expect(event.type).toBe('retry_requested');
        expect(before.status).not.toBe('completed');
        expect(outcome.mission.attempt).toBe(before.attempt + 1);
      });
    });
  });

  it('the same event at once again changes nothing more', () => {
    law((told) => {
      tell(told, (_before, outcome, event, seconds) => {
        if (outcome.kind !== 'applied' || MAY_REPEAT.has(event.type)) return;
        const again = nextState(outcome.mission, event, at(seconds));
        // An overdue mission whose time has come again (a wait for a moment that has passed) may go on.
        if (event.type === 'overdue') return;
        expect(again.kind).not.toBe('applied');
      });
    });
  });

  it('each step is recorded at most once an attempt, in order, and only by the holder of the newest fence', () => {
    law((told) => {
      const recorded = new Set<string>();
      tell(told, (before, outcome, event) => {
        if (outcome.kind !== 'applied') return;
        for (const item of outcome.items) expect(item.fence).toBe(before.fence);
        if (outcome.ledger === null) return;
        const { attempt, step_index: index, status } = outcome.ledger;
        const id = `${attempt}-${index}`;
        expect(recorded.has(id)).toBe(false);
        recorded.add(id);
        if (event.type !== 'reported') expect(outcome.ledger.fence).toBe(before.fence);
        const done = before.execution_record.progress_tracker.completed_count;
        expect(index).toBe(done);
        expect(outcome.mission.execution_record.progress_tracker.completed_count).toBe(
          status === 'completed' ? done + 1 : done,
        );
      });
    });
  });

  it('every step that counts as finished has its entry in the ledger, in the attempt that it is looked for', () => {
    law((told) => {
      const completedSteps = new Set<string>();
      tell(told, (_before, outcome) => {
        if (outcome.kind !== 'applied') return;
        const { ledger, mission } = outcome;
        if (ledger?.status === 'completed') completedSteps.add(`${ledger.attempt}-${ledger.step_index}`);
        for (let index = 0; index < mission.execution_record.progress_tracker.completed_count; index += 1) {
          expect(completedSteps).toContain(`${attemptOf(mission, index)}-${index}`);
        }
      });
    });
  });

  it('the history has no gap and no repeat; the fence and the attempt never fall', () => {
    law((told) => {
      const first = told[0].seq;
      const numbers: number[] = [];
      const { mission } = tell(told, (before, outcome) => {
        if (outcome.kind !== 'applied') return;
        numbers.push(...outcome.history.map((entry) => entry.seq));
        expect(outcome.mission.fence).toBeGreaterThanOrEqual(before.fence);
        expect(outcome.mission.attempt).toBeGreaterThanOrEqual(before.attempt);
      });
      expect(numbers).toEqual(numbers.map((_, index) => first + index + 1));
      expect(mission.seq).toBe(first + numbers.length);
    });
  });

  it('somebody always looks after a mission that should go on: the sweep at a moment, or the admission', () => {
    law((told) => {
      tell(told, (_before, outcome) => {
        if (outcome.kind !== 'applied') return;
        const { status, wake_at: wakeAt, queue_place: place } = outcome.mission;
        const goesOn = status === 'queued' || status === 'in_progress' || status === 'waiting';
        expect(wakeAt !== null).toBe(goesOn && place !== 'in_line');
        expect(place === 'admitted').toBe(status === 'in_progress' || (status === 'queued' && place === 'admitted'));
      });
    });
  });

  it('a limited mission that gives its slot up, or comes into line, calls for an admission', () => {
    law((told) => {
      tell(told, (before, outcome) => {
        if (outcome.kind !== 'applied') return;
        const { mission, effects } = outcome;
        const gaveUp = before.is_limited && before.queue_place === 'admitted' && mission.queue_place !== 'admitted';
        const cameIn = mission.queue_place === 'in_line' && before.queue_place !== 'in_line';
        if (gaveUp || cameIn) expect(effects.filter(({ kind }) => kind === 'admit')).toHaveLength(1);
      });
    });
  });

  it('idle time is a part of the time since the start', () => {
    law((told) => {
      const { mission } = tell(told, () => undefined);
      const { idle_seconds: idle, elapsed_seconds: elapsed } = mission.execution_record.progress_tracker;
      expect(idle).toBeGreaterThanOrEqual(0);
      expect(idle).toBeLessThanOrEqual(elapsed + 1);
    });
  });

  it('a refusal names only commands that would be applied', () => {
    const commands: Record<string, MissionEvent> = {
      edit: { type: 'edited', changes: { objective: 'Something else' } },
      approve: { type: 'approved' },
      execute: EXECUTE,
      pause: { type: 'pause_requested', by: 'anna' },
      resume: { type: 'resume_requested' },
      cancel: { type: 'cancel_requested', by: 'anna' },
      retry: { type: 'retry_requested', fromStep: 0, changes: {}, isLimited: false, window: windowAt(PLAN, 0) },
      answer: { type: 'answered', waitId: null, choice: 'approve', comment: null, by: 'anna' },
      signal: { type: 'signalled', name: 'parcel', payload: 2 },
    };
    law((told) => {
      const { mission, seconds } = tell(told, () => undefined);
      for (const name of allowedCommands(mission)) {
        const event = commands[name];
        expect(event === undefined ? name : nextState(mission, event, at(seconds)).kind).toBe('applied');
      }
    });
  });

  it('a mission that is left to the sweep and to runners that do their work comes home', () => {
    law((told) => {
      const { mission, seconds } = tell(told, () => undefined);
      expect(isOver(broughtHome(mission, seconds))).toBe(true);
    });
  });
});

/** What becomes of `mission` with owners who let it run, an admission, a sweep, and runners that do their work. */
function broughtHome(mission: Mission, seconds: number): Mission {
  let left = mission;
  let now = seconds;
  const apply = (event: MissionEvent): void => {
    const outcome = nextState(left, event, at(now));
    if (outcome.kind === 'applied') left = outcome.mission;
  };
  for (let round = 0; round < 60 && !isOver(left); round += 1) {
    if (left.status === 'proposed') apply({ type: 'approved' });
    if (left.status === 'approved') apply(EXECUTE);
    if (left.status === 'paused') apply({ type: 'resume_requested' });
    if (left.queue_place === 'in_line') apply({ type: 'admitted' });
    if (left.wake_at !== null) now = Math.max(now, (toEpochMs(left.wake_at) - toEpochMs(START)) / 1000);
    apply({ type: 'overdue' });
    const task = left.next_task;
    if (task === null) continue;
    apply({ type: 'claimed', holder: 'good', taskId: task.task_id, attempt: left.attempt });
    const { completed_count: index } = left.execution_record.progress_tracker;
    apply({ type: 'retried', fence: left.fence, stepIndex: index });
    for (const step of [0, 1, 2]) apply(completed(step, left.fence));
  }
  return left;
}

describe('a worker that reports everything twice', () => {
  it('leaves what one leaves that reports once', () => {
    const end = { message: 'done', output: 1, usage: { pages: 1 }, tool: null, result: null, notes: [], isLast: false };
    const reports = [0, 1, 2].flatMap((stepIndex) => [
      reported({ kind: 'started', stepIndex, name: null, message: 'begun' }),
      reported({ kind: 'completed', stepIndex, ...end }),
    ]);
    const run = (events: readonly MissionEvent[]): Mission => {
      const first = fc
        .sample(story, { numRuns: 40, seed: 1 })
        .find(([mission]) => mission.external?.is_growing === false);
      if (first === undefined) throw new Error('no story of an external mission');
      return tell([first[0], events.map((event) => [() => event, 0] as const)], () => undefined).mission;
    };
    const twice = run(reports.flatMap((event) => [event, event]));
    expect(twice).toMatchObject({ status: 'completed', usage: { pages: 3 } });
    expect(twice.execution_record.progress_tracker.completed_count).toBe(3);
    expect(run(reports).usage).toEqual(twice.usage);
  });
});
