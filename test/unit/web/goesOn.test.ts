import { describe, expect, test } from 'vitest';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import { nextShownEta, type ShownEta } from '../../../web/src/missions/shownEta.ts';
import { after, at, CLAIM, IN_STATUS, progressed, waits } from '../../support/missions.ts';
import { HEARD } from '../../support/views.ts';

const running = IN_STATUS.in_progress();

describe('a mission that goes on after its answer', () => {
  const answer = { type: 'answered', waitId: null, choice: 'approve', comment: null, by: 'anna' } as const;
  // It has run for so short that no rate tells, and nobody knows earlier runs of its kind.
  const asking = after(running, waits(0), at(4));
  const again = after(asking, answer, at(60));
  const taken = after(again, { ...CLAIM, taskId: again.next_task?.task_id ?? '' }, at(61));
  const one = (mission: Mission, time: number) =>
    ({ mission, stats: undefined, now: toEpochMs(at(time)), position: null, ...HEARD }) as const;

  /** What it says when these are shown one after the other. */
  function texts(...inputs: readonly ReturnType<typeof one>[]): string[] {
    let shown: ShownEta | null = null;
    return inputs.map((input) => {
      shown = nextShownEta(shown, input);
      return shown.view.text;
    });
  }

  test('says so until there is more to tell, and nothing flashes in between', () => {
    expect(taken.status).toBe('in_progress');
    const shown = texts(one(asking, 59), one(again, 60), one(taken, 61), one(taken, 62), one(taken, 64));
    expect(shown).toEqual(['Needs your answer', ...Array.from({ length: 4 }, () => 'About to go on')]);
    // Its time in line may be too short to be seen.
    expect(texts(one(asking, 59), one(taken, 61))).toEqual(['Needs your answer', 'About to go on']);
  });

  test('the tracker’s first move ends that, and so do five seconds', () => {
    const moved = after(taken, progressed(0, 0.01, 2), at(62));
    expect(texts(one(again, 60), one(taken, 61), one(moved, 62)).at(-1)).toBe('Estimating…');
    expect(texts(one(again, 60), one(taken, 61), one(taken, 66)).at(-1)).toBe('Estimating…');
  });

  test('a first start is none', () => {
    const first = texts(one(IN_STATUS.queued(), 2), one(running, 3));
    expect(first).toEqual(['About to start', 'Estimating…']);
  });
});
