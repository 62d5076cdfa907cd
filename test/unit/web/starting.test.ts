import { expect, test } from 'vitest';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import { rowOf, shownRowOf } from '../../../web/src/missions/list/listRows.ts';
import { startingView } from '../../../web/src/missions/missionView.ts';
import { starting, tellStarted, tellStarting } from '../../../web/src/missions/starting.ts';
import { at, IN_STATUS } from '../../support/missions.ts';

const now = toEpochMs(at(1));

test.each(['proposed', 'approved'] as const)('what this page is starting needs nobody while it is %s', (status) => {
  const mission = IN_STATUS[status]();
  const ids = new Set([mission.mission_id]);
  const view = startingView(mission, now, ids);
  expect(view).toMatchObject({ section: 'active', note: null, actions: [], title: mission.objective });
  expect(view?.badge.word).toBe('Queued');
  expect(view?.eta.text).toBe('About to start');
  const row = shownRowOf(mission, ids);
  expect(row).toMatchObject({ section: 'active', status: 'queued', commands: [] });
  // Drawn again, it is the same row: another one would be drawn for ever.
  expect(shownRowOf(mission, ids)).toBe(row);
});

test('what is started by somebody else, or further on, is shown as it is', () => {
  const proposed = IN_STATUS.proposed();
  const running = IN_STATUS.in_progress();
  expect(startingView(proposed, now, new Set(['another']))).toBeNull();
  expect(shownRowOf(proposed, new Set())).toBe(rowOf(proposed));
  expect(startingView(running, now, new Set([running.mission_id]))).toBeNull();
  expect(shownRowOf(running, new Set([running.mission_id]))).toBe(rowOf(running));
});

test('it is told from the press until all of it shows', () => {
  tellStarting('one');
  tellStarting('two');
  tellStarted('one');
  expect([...starting.get()]).toEqual(['two']);
  tellStarted('two');
  expect(starting.get().size).toBe(0);
});
