import { expect, test } from 'vitest';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { announcementsBetween } from '../../../web/src/missions/announcements.ts';
import type { MissionView } from '../../../web/src/missions/missionView.ts';
import { after, at, completed, failedAt, IN_STATUS, waits } from '../../support/missions.ts';
import { viewAt } from '../../support/views.ts';

const view = (mission: Mission) => viewAt(mission, 9);
const running = IN_STATUS.in_progress();
const newsOf = (before: MissionView, after: MissionView) => announcementsBetween(before, after, false);

test('a step that begins is said with its number; nothing new says nothing', () => {
  expect(newsOf(view(running), view(running))).toEqual([]);
  const next = after(running, completed(0), at(8));
  expect(newsOf(view(running), view(next)).map((news) => news.text)).toEqual([
    'Find Python tutorials: running, step 2 of 3, Second.',
  ]);
});

test('a quarter is said once it is passed', () => {
  const first = after(running, completed(0), at(8));
  const second = after(first, completed(1), at(9));
  expect(newsOf(view(first), view(second)).map((news) => news.kind)).toEqual(['step', 'quarter']);
});

test('a quarter is said with what is left, its units in full', () => {
  const first = after(running, completed(0), at(203));
  const second = after(first, completed(1), at(403));
  const news = newsOf(viewAt(first, 404), viewAt(second, 404)).map(({ text }) => text);
  expect(news[1]).toMatch(/^75 percent, (about|less than) \d.* minutes left\.$/);
});

test('the end is said once, and a failure at once', () => {
  const done = newsOf(view(running), view(IN_STATUS.completed()));
  expect(done).toMatchObject([{ kind: 'end', isUrgent: false, text: 'Finished in 3 seconds. Result ready.' }]);
  // Whether a worker's mission left one, only the worker knows.
  const worked = announcementsBetween(view(running), view(IN_STATUS.completed()), true);
  expect(worked).toMatchObject([{ kind: 'end', text: 'Finished in 3 seconds.' }]);
  const failed = newsOf(view(running), view(after(running, failedAt(0), at(8))));
  expect(failed).toMatchObject([
    { isUrgent: true, text: 'Find Python tutorials failed at First: No page could be read.' },
  ]);
});

test('a question interrupts, once; other waits and a pause are said politely', () => {
  const asking = after(running, waits(0), at(8));
  expect(newsOf(view(running), view(asking))).toEqual([
    { kind: 'state', isUrgent: true, text: 'Approval needed: Go on?' },
  ]);
  expect(newsOf(view(asking), view(asking))).toEqual([]);
  const paused = after(asking, { type: 'pause_requested', by: 'anna' }, at(9));
  expect(newsOf(view(asking), view(paused))).toEqual([{ kind: 'state', isUrgent: false, text: 'Paused.' }]);
  const wait = { kind: 'time', key: 'later', question: '', until: at(69) } as const;
  const timed = after(running, { type: 'step_waited', fence: 1, stepIndex: 0, notes: [], seen: null, wait }, at(8));
  expect(newsOf(view(running), view(timed))).toEqual([{ kind: 'state', isUrgent: false, text: 'Goes on in 1 min.' }]);
});

test('a cancelled mission says that finished steps are kept only where there are some', () => {
  const ended = (percent: number) => ({ ...view(IN_STATUS.cancelled()), percent });
  const said = (percent: number) => newsOf(view(running), ended(percent)).map(({ text }) => text);
  expect([said(0), said(33)]).toEqual([['Cancelled.'], ['Cancelled, finished steps are kept.']]);
});

test('a proposed mission that its owner turns down is said to be rejected', () => {
  const proposed = IN_STATUS.proposed();
  const rejected = after(proposed, { type: 'cancel_requested', by: 'anna' }, at(3));
  expect(newsOf(view(proposed), view(rejected)).map(({ text }) => text)).toEqual(['Rejected.']);
  expect(view(rejected)).toMatchObject({ isRejected: true, actions: [] });
});
