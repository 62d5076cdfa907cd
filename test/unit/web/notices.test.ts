import { describe, expect, it, test } from 'vitest';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import { isWorthAnOffer, notesOf, noticesView } from '../../../web/src/notify/noticesView.ts';
import { newTurns, type Turn, turnOf } from '../../../web/src/notify/turns.ts';
import { titleWith } from '../../../web/src/ui/needing.ts';
import { after, at, failedAt, IN_STATUS, waits } from '../../support/missions.ts';

const running = IN_STATUS.in_progress();

describe('what a mission’s state tells', () => {
  it.each<[string, Mission, string | undefined, string | undefined]>([
    ['completed', IN_STATUS.completed(), 'completed', ''],
    ['failed', after(running, failedAt(0), at(8)), 'failed', 'No page could be read.'],
    ['asking', after(running, waits(0), at(8)), 'asks', 'Go on?'],
    ['running', running, undefined, undefined],
    ['cancelled', IN_STATUS.cancelled(), undefined, undefined],
    ['paused', IN_STATUS.paused(), undefined, undefined],
  ])('%s', (_what, mission, event, text) => {
    const turn = turnOf(mission);
    expect([turn?.event, turn?.text]).toEqual([event, text]);
  });

  it('is the same event for the same question, and another one for the next attempt', () => {
    const done = IN_STATUS.completed();
    expect(turnOf(done)?.key).not.toBe(turnOf({ ...done, attempt: done.attempt + 1 })?.key);
    expect(turnOf(done)?.key).toBe(turnOf({ ...done, seq: done.seq + 1 })?.key);
  });
});

const turn = (key: string, second: number): Turn => ({
  ...{ key, event: 'completed', id: key, objective: `Read ${key}`, text: '', at: at(second) },
});

describe('what is news', () => {
  it('is not what the list begins with, and then each event once', () => {
    const first = newTurns(null, [turn('a', 1)], true);
    expect(first.news).toEqual([]);
    const second = newTurns(first.seen, [turn('b', 2), turn('a', 1)], true);
    expect(second.news.map(({ key }) => key)).toEqual(['b']);
    expect(newTurns(second.seen, [turn('b', 2), turn('a', 1)], true).news).toEqual([]);
  });

  it('is not an old one that comes back into the window', () => {
    const { seen } = newTurns(null, [turn('c', 3), turn('b', 2)], false);
    expect(newTurns(seen, [turn('b', 2), turn('a', 1)], false).news).toEqual([]);
    expect(newTurns(seen, [turn('d', 4), turn('c', 3)], false).news.map(({ key }) => key)).toEqual(['d']);
  });

  it('is known to the tab that goes on where another one ended', () => {
    const { seen } = newTurns(newTurns(null, [], true).seen, [turn('a', 1)], true);
    const kept = JSON.parse(JSON.stringify(seen));
    expect(newTurns(kept, [turn('b', 2), turn('a', 1)], true).news.map(({ key }) => key)).toEqual(['b']);
  });
});

test('a notification names the mission and leads to it; many at once are one', () => {
  const asks: Turn = { ...turn('m-1', 1), event: 'asks', text: `Spend it?\n${'more '.repeat(60)}` };
  const [note] = notesOf([asks]);
  expect(note).toMatchObject({ title: 'Needs your answer: Read m-1', tag: 'm-1', href: '/m/m-1' });
  expect(note?.body).toMatch(/^Spend it\? more .*…$/);
  const many = notesOf(['a', 'b', 'c', 'd'].map((key) => turn(key, 1)));
  expect(many).toMatchObject([{ title: '4 missions ended or need you', href: '/' }]);
});

test.each([
  ['unsupported', true, 'Not here', null],
  ['denied', true, 'Blocked', null],
  ['default', true, 'Off', 'turn_on'],
  ['granted', false, 'Off', 'turn_on'],
  ['granted', true, 'On', 'turn_off'],
] as const)('the browser says %s, switched on: %s', (permission, isOn, word, action) => {
  expect(noticesView({ isOn, events: [] }, permission)).toMatchObject({ word, action });
});

test('switched off it says what the browser will do: ask once, or nothing more', () => {
  const off = { isOn: false, events: [] };
  expect(noticesView(off, 'default').text).toBe('The browser asks once whether this page may.');
  expect(noticesView(off, 'granted').text).toBe('The browser allows them for this page. Switch them on here.');
});

test('a run of a minute is worth an offer, unless the browser said no', () => {
  const start = running.execution_record.progress_tracker.start_time ?? '';
  const isOffered = (permission: NotificationPermission, seconds: number, mission: Mission = running) =>
    isWorthAnOffer(mission, permission, toEpochMs(start) + seconds * 1000);
  expect(isOffered('default', 60)).toBe(true);
  expect(isOffered('default', 59)).toBe(false);
  expect(isOffered('denied', 60)).toBe(false);
  expect(isOffered('granted', 60, IN_STATUS.completed())).toBe(false);
});

test('the tab says how many missions need somebody, but for one that says it itself', () => {
  expect(titleWith({ list: 0, notices: 0 }, 'Missions')).toBe('Missions');
  expect(titleWith({ list: 2, notices: 1 }, 'Missions')).toBe('(2!) Missions');
  expect(titleWith({ list: 0, notices: 2 }, '(!) Read it')).toBe('(!) Read it');
});
