import { expect, it } from 'vitest';
import type { EventOf } from '../../../functions/src/core/events.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { after, at, IN_STATUS } from '../../support/missions.ts';

const policy = { attempts: 2, backoffMs: 1_000, factor: 2, maxBackoffMs: 60_000 };
const failed = (retry: Partial<EventOf<'step_failed'>['retry']>): EventOf<'step_failed'> => ({
  ...{ type: 'step_failed', fence: 1, stepIndex: 0, notes: [] },
  error: { code: 'model_busy', message: 'Busy.', next: null },
  retry: { policy, chance: 1, ...retry },
});
const stepOf = (mission: Mission) => mission.execution_record.progress_tracker.current_step;

it.each([
  ['for less than the pause', 400, at(6)],
  ['for longer', 8_000, at(13)],
  ['for a day, an hour', 86_400_000, at(3_605)],
])('a step that is asked to wait %s waits as long', (_name, retryAfterMs, due) => {
  expect(stepOf(after(IN_STATUS.in_progress(), failed({ retryAfterMs }), at(5)))?.next_try_at).toBe(due);
});

it('such a try counts as any other, unless it has finished an item before', () => {
  const again = (mission: Mission, seconds: number) =>
    after(mission, { type: 'retried', fence: 1, stepIndex: 0 }, at(seconds));
  const once = after(IN_STATUS.in_progress(), failed({ retryAfterMs: 500 }), at(5));
  expect(stepOf(once)).toMatchObject({ tries: 1, max_tries: 2 });
  const freed = after(again(once, 7), failed({ retryAfterMs: 500, gotSomewhere: true }), at(8));
  expect(stepOf(freed)).toMatchObject({ status: 'retrying', tries: 2, max_tries: 3 });
  const over = after(again(freed, 12), failed({ retryAfterMs: 500 }), at(13));
  expect(over.status).toBe('failed');
  const untold = after(again(once, 7), failed({ gotSomewhere: true }), at(8));
  expect(untold.status).toBe('failed');
});
