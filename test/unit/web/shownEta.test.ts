import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyStats, learnRun } from '../../../functions/src/core/learnRun.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import type { MissionStats } from '../../../functions/src/schema/missionStats.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import { recalled } from '../../../web/src/missions/saidEtas.ts';
import { isExplained, nextShownEta, nextShownEtas, type ShownEta } from '../../../web/src/missions/shownEta.ts';
import { after, at, completed, IN_STATUS, progressed, waits } from '../../support/missions.ts';
import { STATES } from '../../support/states.ts';
import { etaAt, HEARD } from '../../support/views.ts';

const STEPS = ['first', 'second', 'third'];

/** What runs of `totals` seconds teach, their three steps of equal length. */
function taught(totals: readonly number[]): MissionStats {
  return totals.reduce(
    (stats, total) =>
      learnRun(stats, {
        outcome: 'completed',
        isPartial: false,
        steps: STEPS.map((step_name, index) => ({ step_name, end_seconds: (total * (index + 1)) / 3 })),
        total_seconds: total,
        total_steps: 3,
      }),
    emptyStats(),
  );
}

/** Twenty runs of 10 to 15 minutes. */
const STEADY = taught(Array.from({ length: 20 }, (_, index) => 600 + ((index * 7) % 20) * 15));
/** `seconds` as moments on the page. */
const ms = (seconds: number) => toEpochMs(at(seconds));

const running = IN_STATUS.in_progress();
/** Its first step took 200 s; `seconds` later it is alive still. */
const second = after(running, completed(0), at(203));
const alive = (seconds: number) => after(second, progressed(1, null), at(seconds));

describe('the words', () => {
  test('a range where earlier runs tell', () => {
    const { view, eta } = etaAt(second, 204, { stats: STEADY });
    expect(view.text).toMatch(/^about \d+ to \d+ min left$/);
    expect(view).toMatchObject({ remark: '', isTimeLeft: true });
    expect(view.spoken).toBe(view.text.replace('min', 'minutes'));
    expect(eta.basis).not.toBe('none');
  });

  test('a range in the first run too', () => {
    const half = after(running, progressed(0, 0.5), at(8));
    expect(etaAt(half, 8).view.text).toMatch(/^(about \d+ s to|less than) \d+ min left$/);
    expect(etaAt(half, 8).eta.note).toBe('first_run');
  });

  test('longer than usual is said, with what is usual and what is left', () => {
    const { view } = etaAt(alive(2_400), 2_401, { stats: STEADY });
    expect(view.text).toMatch(/ left$/);
    expect(view.remark).toMatch(/^taking longer than usual \(usually 1\d min\)$/);
    expect(view.spoken).toMatch(/ left, taking longer than usual/);
  });

  test.each([
    ['proposed', 'Needs your approval'],
    ['approved', 'Ready to run'],
    ['queued', 'About to start'],
  ] as const)('%s: as before, and how long it usually takes', (status, text) => {
    const { view } = etaAt(IN_STATUS[status](), 4, { stats: STEADY });
    expect(view).toMatchObject({ text, isTimeLeft: false });
    expect(view.remark).toMatch(/^usually takes about 1\d min$/);
  });

  test('waiting, paused and queued again: as before, and how much work is left, after that where that has an end', () => {
    const asking = after(second, waits(1), at(210));
    const paused = after(asking, { type: 'pause_requested', by: 'anna' }, at(211));
    const answer = { type: 'answered', waitId: null, choice: 'approve', comment: null, by: 'anna' } as const;
    const again = after(asking, answer, at(212));
    const shown = [asking, paused, again].map((mission) => etaAt(mission, 4_000, { stats: STEADY }).view);
    expect(shown.map(({ text }) => text)).toEqual(['Needs your answer', 'Paused', 'About to go on']);
    const [toAnswer, ...others] = shown.map(({ remark }) => remark);
    expect(toAnswer).toMatch(/^about .* min of work left after that$/);
    for (const remark of others) expect(remark).toMatch(/^about .* min of work left$/);
  });

  test.each([
    ['retrying', /^Next try in \d+ s$/],
    ['pausing', /^Pausing…$/],
    ['cancelling', /^Stopping…$/],
    ['unheld', /^No sign of life from its runner for /],
    ['completed', /^$/],
    ['failed', /^$/],
    ['cancelled', /^$/],
  ] as const)('%s says what it said before there were earlier runs', (state, text) => {
    const { view } = etaAt(STATES[state](), 8, { stats: STEADY });
    expect(view.text).toMatch(text);
    expect(view).toMatchObject({ remark: '', isTimeLeft: false });
  });

  test('while it is not known whether there are earlier runs, no rate is shown that they would correct', () => {
    const half = after(running, progressed(0, 0.5), at(8));
    expect(etaAt(half, 8, { stats: undefined }).view).toMatchObject({ text: 'Estimating…', remark: '' });
    expect(etaAt(IN_STATUS.paused(), 8, { stats: undefined }).view).toMatchObject({ text: 'Paused', remark: '' });
  });
});

describe('calm', () => {
  /** What a page shows that looks once a second. */
  function watched(mission: (second: number) => Mission, seconds: readonly number[]): ShownEta[] {
    let shown: ShownEta | null = null;
    return seconds.map((second) => {
      const input = { mission: mission(second), stats: STEADY, now: ms(second), position: null, ...HEARD };
      shown = nextShownEta(shown, input);
      return shown;
    });
  }
  const seconds = Array.from({ length: 240 }, (_, index) => 204 + index);

  test('the words stay for 5 s, whatever the estimate does', () => {
    const noisy = (time: number) => after(second, progressed(1, time % 2 === 0 ? 0.1 : 0.9), at(time));
    const shown = watched(noisy, seconds);
    const changes = shown.flatMap(({ view }, index) => (view === shown[index - 1]?.view ? [] : [index]));
    for (const [index, change] of changes.entries()) {
      expect(change - (changes[index - 1] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(5);
    }
  });

  test('the end comes nearer while nothing new is known', () => {
    const shown = watched(alive, seconds.slice(100, 125));
    const lefts = shown.map(({ eta }) => eta.p50 ?? Number.NaN);
    expect(lefts.at(-1)).toBeLessThan(lefts[0] ?? 0);
  });

  test('a fact shows at once, and so does its end', () => {
    const first = nextShownEta(null, { mission: second, stats: STEADY, now: ms(204), position: null, ...HEARD });
    const stopping = after(second, { type: 'cancel_requested', by: 'anna' }, at(205));
    const next = nextShownEta(first, { mission: stopping, stats: STEADY, now: ms(205), position: null, ...HEARD });
    expect([first.view.isTimeLeft, next.view.text]).toEqual([true, 'Stopping…']);
    const back = nextShownEta(next, { mission: second, stats: STEADY, now: ms(206), position: null, ...HEARD });
    expect(back.view.isTimeLeft).toBe(true);
  });

  test('a clock that is set back holds nothing', () => {
    const first = nextShownEta(null, { mission: second, stats: STEADY, now: ms(1_000), position: null, ...HEARD });
    const earlier = nextShownEta(first, { mission: second, stats: STEADY, now: ms(204), position: null, ...HEARD });
    expect(earlier.since).toBe(ms(204));
  });

  test('drawn again at the same moment, nothing is new', () => {
    const input = { mission: second, stats: STEADY, now: ms(204), position: null, ...HEARD };
    const first = nextShownEtas(new Map(), [input]);
    expect(nextShownEtas(first, [{ ...input }])).toBe(first);
    expect(nextShownEtas(first, [{ ...input, now: ms(205) }])).not.toBe(first);
    expect(nextShownEtas(first, []).size).toBe(0);
  });

  test('whatever is known and reported: the range is never negative nor 0, and its ends are in order', () => {
    const runs = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 6 });
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    const gaps = fc.array(fc.double({ min: 0, max: 20_000, noNaN: true }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(runs, fraction, gaps, (totals, share, waited) => {
        const stats = totals.length === 0 ? null : taught(totals);
        let now = 204;
        let shown: ShownEta | null = null;
        for (const gap of waited) {
          now += gap;
          const mission = after(second, progressed(1, share), at(now));
          shown = nextShownEta(shown, { mission, stats, now: ms(now + 1), position: null, ...HEARD });
          const { p10, p50, p90 } = shown.eta;
          if (p10 === null || p50 === null || p90 === null) continue;
          expect(p10).toBeGreaterThanOrEqual(0);
          expect([p10, p50, p90]).toEqual([p10, p50, p90].toSorted((one, other) => one - other));
          expect(p50).toBeGreaterThan(0);
          expect(shown.view.text).toMatch(/^(about [1-9]|less than [1-9])/);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('while the server is not heard', () => {
  const first = nextShownEta(null, { mission: second, stats: STEADY, now: ms(204), position: null, ...HEARD });
  const away = { mission: second, now: ms(210), position: null, ...HEARD, isHeard: false, asOf: 'as of 14:02' };

  test('what was said stays, and says as of when', () => {
    const next = nextShownEta(first, { ...away, stats: STEADY });
    expect(next.view.text).toBe(`${first.view.text}, as of 14:02`);
    expect(next.view.spoken).toBe(`${first.view.spoken}, as of 14:02`);
    expect(nextShownEta(next, { ...away, stats: STEADY, ...HEARD }).view.text).toBe(first.view.text);
  });

  test.each([undefined, null])('also where earlier runs (%s) can’t be read any more', (stats) => {
    const next = nextShownEta(first, { ...away, stats });
    expect(next.view.text).toBe(`${first.view.text}, as of 14:02`);
    expect(next.eta).toEqual(first.eta);
    const still = nextShownEta(next, { ...away, stats, now: ms(211) });
    expect(still.view.text).toBe(next.view.text);
  });

  test('an estimate of another attempt says nothing of this one', () => {
    const next = nextShownEta(first, { ...away, stats: undefined, mission: { ...second, attempt: 2 } });
    expect(next.view.text).toBe('Estimating…');
  });

  test('a page that was loaded meanwhile says what the last visit said, and explains nothing', () => {
    const kept = { attempt: 1, at: ms(204), ...first.said };
    const early = recalled(kept, second, ms(210));
    const late = recalled(kept, second, ms(204) + 60_000);
    expect(early?.text).toBe(first.view.text);
    expect(late?.text).toMatch(/ left, as of \d\d:\d\d$/);
    expect(recalled(kept, { ...second, attempt: 2 }, ms(210))).toBeNull();
    const shown = nextShownEta(null, { ...away, stats: null, recalled: late });
    expect(shown.view).toEqual(late);
    expect(isExplained(shown)).toBe(false);
    // It gives way to what the server says, at once.
    const back = nextShownEta(shown, { mission: second, stats: STEADY, now: ms(211), position: null, ...HEARD });
    expect(back.view).toEqual(first.view);
    expect(isExplained(back)).toBe(true);
  });

  test('a fact is a fact, whatever was said before', () => {
    const stopping = after(second, { type: 'cancel_requested', by: 'anna' }, at(205));
    expect(nextShownEta(first, { ...away, stats: STEADY, mission: stopping }).view.text).toBe('Stopping…');
  });
});
