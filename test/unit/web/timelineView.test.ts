import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MissionEvent } from '../../../functions/src/core/events.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import { axisOf, FOLD_FROM_MS, shareAt, ticksOf, WHOLE } from '../../../web/src/missions/timeline/axis.ts';
import { timelineView } from '../../../web/src/missions/timeline/timelineView.ts';
import { moved, zoomIn, zoomOut, zoomTo } from '../../../web/src/missions/timeline/zoom.ts';
import { type Told, toldBy } from '../../support/histories.ts';
import { at, CLAIM, completed, EXECUTE, failedAt, waits } from '../../support/missions.ts';

const HOUR = 3_600;
const policy = { attempts: 5, backoffMs: 8_000, factor: 1, maxBackoffMs: 8_000 };
const failsForNow: MissionEvent = {
  ...(failedAt(1) as Extract<MissionEvent, { type: 'step_failed' }>),
  retry: { policy, chance: 1 },
};
const answer: MissionEvent = { type: 'answered', waitId: null, choice: 'approve', comment: null, by: 'anna' };
const claim = (taskId: string, attempt = 1): MissionEvent => ({ ...CLAIM, taskId, attempt });
const begun = [
  [at(1), { type: 'approved' }],
  [at(2), EXECUTE],
  [at(4), CLAIM],
  [at(10), completed(0)],
] as const;

function view(
  { mission, history, ledger }: Pick<Told, 'mission' | 'history' | 'ledger'>,
  second: number,
  folds = true,
) {
  const older = ledger.filter(({ attempt }) => attempt < mission.attempt);
  return timelineView({ mission, history, ledger: older, now: toEpochMs(at(second)), window: WHOLE, folds });
}
const kinds = (told: Told, second: number, row: number) => view(told, second).rows[row]?.bars.map(({ kind }) => kind);

describe('the bars of a step', () => {
  test('the first one stood in the queue before it ran; the next one began at once', () => {
    const told = toldBy(begun);
    expect(kinds(told, 12, 0)).toEqual(['queued', 'running']);
    expect(kinds(told, 12, 1)).toEqual(['running']);
    expect(view(told, 12).rows[0]).toMatchObject({ queuedText: '2 s', ranText: '6 s', waitedText: '', word: 'Done' });
    expect(view(told, 12).rows[1]).toMatchObject({ ranText: '2 s', state: 'running', tone: 'running' });
  });

  test('each try is a bar of its own, failed ones in the colour of failure, with the wait between them', () => {
    const told = toldBy([
      ...begun,
      [at(14), failsForNow],
      [at(22), { type: 'retried', fence: 1, stepIndex: 1 }],
      [at(25), failsForNow],
      [at(33), { type: 'retried', fence: 1, stepIndex: 1 }],
      [at(40), completed(1)],
    ]);
    expect(kinds(told, 41, 1)).toEqual(['running', 'retrying', 'running', 'retrying', 'running']);
    const row = view(told, 41).rows[1];
    expect(row?.bars.map(({ tone }) => tone)).toEqual(['failed', 'waiting', 'failed', 'waiting', 'succeeded']);
    expect(row).toMatchObject({ triesText: '3', ranText: '14 s', waitedText: '16 s' });
    expect(row?.bars[0]?.text).toMatch(/^\d\d:\d\d:\d\d ran 4 s, failed: Try 1 of 5 failed: No page could be read\.$/);
  });

  test('a wait and the queue after it are told from work', () => {
    const told = toldBy([
      ...begun,
      [at(12), waits(1)],
      [at(40), answer],
      [at(42), claim('task-2')],
      [at(50), completed(1, 2)],
    ]);
    expect(kinds(told, 51, 1)).toEqual(['running', 'waiting', 'queued', 'running']);
    expect(view(told, 51).rows[1]).toMatchObject({ waitedText: '28 s', queuedText: '2 s', ranText: '10 s' });
  });

  test('a runner that was lost, and a pause', () => {
    const lost = toldBy([...begun, [at(60), claim('task-2')]]);
    expect(view(lost, 70).rows[1]?.bars.map(({ tone }) => tone)).toEqual(['cancelled', 'running']);
    expect(view(lost, 70).rows[1]?.bars[0]?.text).toMatch(/its runner was lost$/);
    const paused = toldBy([
      ...begun,
      [at(12), { type: 'pause_requested', by: 'anna' }],
      [at(13), { type: 'stopped', fence: 1 }],
      [at(30), { type: 'resume_requested' }],
    ]);
    expect(kinds(paused, 33, 1)).toEqual(['running', 'paused', 'queued']);
  });

  test('attempts stand one under the other; a retry that keeps steps does not draw them twice', () => {
    const told = toldBy([
      ...begun,
      [at(20), failedAt(1)],
      [
        at(100),
        {
          type: 'retry_requested',
          fromStep: 1,
          changes: {},
          isLimited: false,
          window: { plan: toldBy(begun).mission.plan, plan_start: 0, plan_start_percent: 0 },
        },
      ],
      [at(103), claim('task-9', 2)],
    ]);
    const shown = view(told, 110);
    expect(shown.rows.map(({ key }) => key)).toEqual(['1-0', '1-1', '2-1']);
    expect(shown.hasAttempts).toBe(true);
    expect(shown.rows[1]).toMatchObject({ state: 'failed', tone: 'failed' });
    expect(shown.rows[2]?.bars.map(({ kind }) => kind)).toEqual(['queued', 'running']);
  });

  test('without the history a step has its last beginning and its end, and it is said', () => {
    const told = toldBy([...begun, [at(14), failsForNow], [at(22), { type: 'retried', fence: 1, stepIndex: 1 }]]);
    const shown = view({ ...told, history: [] }, 30);
    expect(shown.rows.map(({ bars }) => bars.map(({ kind }) => kind))).toEqual([['running'], ['unknown', 'running']]);
    expect(shown.lacksHistory).toBe(true);
  });

  test('a step that took no time at all has its mark; steps that are not shown are not called idle', () => {
    const instant = toldBy([...begun.slice(0, 3), [at(4), completed(0)]]);
    expect(kinds(instant, 5, 0)).toEqual(['queued', 'running']);
    const { mission } = toldBy([...begun, [at(400), completed(1)], [at(420), completed(2)]]);
    const { completed_steps: done, ...tracker } = mission.execution_record.progress_tracker;
    const cut = { ...mission.execution_record, progress_tracker: { ...tracker, completed_steps: done.slice(2) } };
    const shown = view({ mission: { ...mission, execution_record: cut }, history: [], ledger: [] }, 421);
    expect(shown.folds.map(({ text }) => text)).toEqual(['2 steps not shown']);
  });

  test('a mission that stands in line has its first step in the queue; one that was never run has nothing', () => {
    expect(view(toldBy(begun.slice(0, 2)), 9).rows).toMatchObject([{ state: 'pending', queuedText: '7 s' }]);
    expect(view(toldBy(begun.slice(0, 1)), 9).rows).toEqual([]);
  });
});

describe('idle time', () => {
  const waited = toldBy([
    ...begun,
    [at(12), waits(1)],
    [at(3 * HOUR + 12), answer],
    [at(3 * HOUR + 14), claim('task-2')],
    [at(3 * HOUR + 40), completed(1, 2)],
  ]);

  test('three hours of waiting are a mark with their length', () => {
    const shown = view(waited, 3 * HOUR + 41);
    expect(shown.folds).toHaveLength(1);
    expect(shown.folds[0]?.text).toBe('3 h idle');
    expect(shown.folds[0]?.width).toBeLessThan(6);
    expect(shown.canFold).toBe(true);
  });

  test('in full it is drawn as long as it was', () => {
    const shown = view(waited, 3 * HOUR + 41, false);
    expect(shown).toMatchObject({ folds: [], canFold: true });
    expect(shown.rows[1]?.bars.find(({ kind }) => kind === 'waiting')?.width).toBeGreaterThan(90);
  });
});

describe('laws', () => {
  const seconds = fc.integer({ min: 0, max: 20_000 });
  const spans = fc.array(
    fc.tuple(seconds, fc.integer({ min: 0, max: 900 })).map(([from, size]) => ({
      from: from * 1000,
      to: (from + size) * 1000,
    })),
    { maxLength: 12 },
  );

  test('folding keeps sums: the parts of the axis are all of its time, in order, and fill its width', () => {
    fc.assert(
      fc.property(spans, fc.boolean(), (busy, folds) => {
        const axis = axisOf({ from: 0, to: 21_000_000 }, busy, folds);
        const sum = axis.segments.reduce((ms, { from, to }) => ms + to - from, 0);
        expect(sum).toBe(21_000_000);
        const width = axis.segments.reduce((all, segment) => all + segment.width, 0);
        expect(width).toBeCloseTo(1);
        for (const { isFolded, from, to } of axis.segments) {
          if (!isFolded) continue;
          expect(to - from).toBeGreaterThan(FOLD_FROM_MS);
          for (const each of busy) expect(each.to <= from || each.from >= to || each.to === each.from).toBe(true);
        }
      }),
    );
  });

  test('later is never further left', () => {
    fc.assert(
      fc.property(spans, fc.array(seconds, { minLength: 2, maxLength: 9 }), (busy, moments) => {
        const axis = axisOf({ from: 0, to: 21_000_000 }, busy, true);
        const shares = moments.toSorted((a, b) => a - b).map((second) => shareAt(axis, second * 1000));
        expect(shares).toEqual(shares.toSorted((a, b) => a - b));
        expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
      }),
    );
  });

  test('labels keep their distance in every view of the axis', () => {
    const window = fc
      .tuple(fc.double({ min: 0, max: 0.98, noNaN: true }), fc.double({ min: 0.02, max: 1, noNaN: true }))
      .map(([from, size]) => ({ from, to: Math.min(1, from + size) }));
    fc.assert(
      fc.property(spans, window, (busy, part) => {
        const ticks = ticksOf(axisOf({ from: 0, to: 21_000_000 }, busy, true), part);
        ticks.slice(1).forEach(({ left }, at) => {
          expect(left - (ticks[at]?.left ?? 0)).toBeGreaterThanOrEqual(26);
        });
        for (const { left } of ticks) expect(left >= 0 && left <= 78).toBe(true);
      }),
    );
  });

  const step = fc.constantFrom<MissionEvent>(
    ...[{ type: 'retried', fence: 1, stepIndex: 0 } as const, completed(0), completed(1), completed(2)],
    ...[failsForNow, waits(0), waits(1), answer, CLAIM, claim('task-2'), { type: 'resume_requested' } as const],
    ...[{ type: 'pause_requested', by: 'anna' } as const, { type: 'stopped', fence: 1 } as const, failedAt(2)],
    ...[{ type: 'cancel_requested', by: 'anna' } as const, { type: 'released', fence: 1, cutsStep: true } as const],
  );

  test('whatever happens, a row’s bars are in order, inside the axis, and one never lies on another', () => {
    const happened = fc.array(fc.tuple(step, fc.integer({ min: 0, max: 2_000 })), { maxLength: 25 });
    fc.assert(
      fc.property(happened, fc.boolean(), fc.nat(6), (events, folds, lost) => {
        let second = 10;
        const timed = events.map(([event, gap]) => {
          second += gap;
          return [at(second), event] as const;
        });
        const told = toldBy([...begun, ...timed]);
        const { rows } = view({ ...told, history: told.history.slice(lost) }, second + 5, folds);
        for (const { bars } of rows) {
          for (const [index, { left, width }] of bars.entries()) {
            const before = bars[index - 1];
            expect(left).toBeGreaterThanOrEqual(before === undefined ? 0 : before.left + before.width - 1e-6);
            expect(width).toBeGreaterThanOrEqual(0);
            expect(left + width).toBeLessThanOrEqual(100 + 1e-6);
          }
        }
      }),
    );
  });
});

describe('zoom', () => {
  test('in, out, along, and never beyond the ends', () => {
    const near = zoomIn(zoomIn(WHOLE));
    expect(near.to - near.from).toBeCloseTo(0.25);
    expect(moved(moved(moved(near, 1), 1), 1).to).toBe(1);
    expect(moved(near, -1).from).toBeGreaterThanOrEqual(0);
    expect(zoomOut(zoomOut(near))).toEqual(WHOLE);
    expect(zoomTo(0.5, 0.6).from).toBeLessThan(0.5);
  });
});
