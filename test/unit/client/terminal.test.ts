import { describe, expect, it } from 'vitest';
import { barLine, colours, finishedSteps, plain } from '../../../client/src/cli/barLine.ts';
import { etaText } from '../../../client/src/cli/etaText.ts';
import { printable } from '../../../client/src/cli/printable.ts';
import { waitLines } from '../../../client/src/cli/waitLines.ts';
import type { Eta, ProgressAnswer } from '../../../client/src/index.ts';
import { etaNote } from '../../../functions/src/schema/api.ts';
import { progress } from '../../support/fakeServer.ts';

const RECEIVED = Date.parse('2026-11-01T10:00:00.000Z');
const ETA: Eta = {
  ...{ p10: 60, p50: 90, p90: 180, finish_at: null, basis: 'history', samples: 9, usual_seconds: 120, note: null },
};
const STEP: NonNullable<ProgressAnswer['current_step']> = {
  ...{ step_name: 'crawl', step_index: 4, total_steps: 6, progress_percent: 40, status: 'running', message: '' },
  ...{ timestamp: '', started_at: '', duration_ms: null, tries: 1, max_tries: null, next_try_at: null },
  ...{ sub_progress: { done: 23, total: 60, unit: 'pages', fraction: 0.4 }, last_error: null, losses: 0 },
  ...{ items_done: 0, idle_seconds: 0, model_usage: null },
};
const at = (given: Partial<ProgressAnswer>, eta: Partial<Eta> = {}) => progress({ ...given, eta: { ...ETA, ...eta } });
const words = (given: Partial<ProgressAnswer>, eta: Partial<Eta> = {}, afterMs = 0) =>
  etaText(at(given, eta), RECEIVED, RECEIVED + afterMs);

describe('how much longer', () => {
  it('is a range that counts down by itself', () => {
    expect(words({})).toBe('about 1 to 3 min left');
    expect(words({}, {}, 60_000)).toBe('less than 2 min left');
    expect(words({}, {}, 3_600_000)).toBe('less than 10 s left');
  });

  it.each([
    [{}, { note: 'longer_than_usual' }, 'about 1 to 3 min left, longer than usual (usually 2 min)'],
    [{ status: 'proposed' }, { note: 'not_started' }, 'needs your approval'],
    [{ status: 'approved' }, { note: 'not_started' }, 'ready to run'],
    [{ status: 'queued' }, { note: 'not_started' }, 'about to start, usually 2 min'],
    [
      { status: 'queued', queue: { place: 'in_line', position: 3, not_before: null } },
      { note: 'not_started' },
      '3rd in line',
    ],
    [{ updated_at: '2026-11-01T09:58:00.000Z' }, { note: 'stalled' }, 'no sign of life for 2 min'],
    [{ current_step: { ...STEP, next_try_at: '2026-11-01T10:00:20.000Z' } }, { note: 'retrying' }, 'next try in 20 s'],
    [{ status: 'completed' }, { note: 'over' }, ''],
  ] as const)('%j %j: %s', (given, eta, said) => {
    expect(words(given, eta)).toBe(said);
  });

  it('has words for every note', () => {
    expect(etaNote.options.filter((note) => note !== 'over' && words({}, { note }) === '')).toEqual([]);
  });
});

describe('the bar', () => {
  const update = (given: Partial<ProgressAnswer>) =>
    ({ progress: at(given), source: 'stream', receivedAt: RECEIVED }) as const;

  it('says where it is', () => {
    const line = barLine(update({ current_step: STEP, progress_percent: 40 }), RECEIVED, 100, plain);
    expect(line).toBe('████████░░░░░░░░░░░░  40 %  crawl (5/6) · 23 of 60 pages · about 1 to 3 min left');
  });

  it.each([10, 30, 60])('fits %d columns', (columns) => {
    for (const paint of [plain, colours]) {
      const line = barLine(update({ current_step: STEP }), RECEIVED, columns, paint);
      expect(line.replaceAll(/\u001b\[\d+m/g, '').length).toBeLessThanOrEqual(columns);
    }
  });

  it('tells each finished step once, of a retry anew', () => {
    const done = { ...STEP, step_index: 0, status: 'completed', duration_ms: 1_500, message: 'read it' } as const;
    const before = at({ completed_steps: [] });
    const after = at({ completed_steps: [done] });
    expect(finishedSteps(after, before, plain)).toEqual(['✓ crawl  1.5 s  read it']);
    expect(finishedSteps(after, after, plain)).toEqual([]);
    expect(finishedSteps(at({ completed_steps: [done], attempt: 2 }), after, plain)).toHaveLength(1);
  });
});

it('a mission that waits until a time says so', () => {
  const asked = { wait_id: 'w', key: 'k', step_index: 0, question: '', asked_at: '' };
  const lines = waitLines(
    at({ status: 'waiting', wait: { ...asked, kind: 'time', until: '2026-11-01T10:00:00.000Z' } }),
  );
  expect(lines).toEqual([expect.stringMatching(/^It waits until 1 Nov 2026, /)]);
});

it('nothing that a stranger wrote moves the cursor', () => {
  const evil = {
    message: 'a\u001b[2Jb\rc\nd\u009b31me\u0007',
    markdown: '# a\n\u001b]0;title\u0007b',
    n: 1,
    none: null,
  };
  expect(printable(evil)).toEqual({ message: 'a [2Jb c d 31me ', markdown: '# a\n ]0;title b', n: 1, none: null });
});
