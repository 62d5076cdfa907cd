import { expect, test } from 'vitest';
import { type ConnectionEvent, UNCONNECTED } from '../../../web/src/connection.ts';
import { NOTHING_LOGGED, nextLog, withDelay } from '../../../web/src/connectionLog.ts';
import { nextConnection } from '../../../web/src/nextConnection.ts';
import { figureViews, logText, transitionViews } from '../../../web/src/settings/connection/panelView.ts';

const noon = new Date(2026, 10, 21, 14, 2).getTime();

/** A page that lost its stream at noon, polled twice of which one was answered, and was back after half a minute. */
const EVENTS: readonly ConnectionEvent[] = [
  { type: 'listening', feed: 1, at: noon - 1_000 },
  { type: 'server_snapshot', feed: 1, at: noon - 500, isRunning: false },
  { type: 'offline', at: noon },
  { type: 'online', at: noon + 20_000 },
  { type: 'poll_started', at: noon + 25_000, chance: 0.5 },
  { type: 'polled', at: noon + 26_000, tookMs: 1_000, outcome: 'failed', askedToWaitMs: 0 },
  { type: 'poll_started', at: noon + 27_000, chance: 0.5 },
  { type: 'polled', at: noon + 27_400, tookMs: 400, outcome: 'ok', askedToWaitMs: 0 },
  { type: 'server_snapshot', feed: 1, at: noon + 30_000, isRunning: false },
];

function lived() {
  let state = UNCONNECTED;
  let log = NOTHING_LOGGED;
  for (const event of EVENTS) {
    state = nextConnection(state, event);
    log = nextLog(log, state, event, 'at' in event ? event.at : noon);
  }
  return { state, figures: log.figures };
}

test('what was measured, in words', () => {
  const { state, figures } = lived();
  const views = figureViews(state, withDelay(figures, 42), { circuit: 'closed', problem: null }, noon + 40_000);
  expect(Object.fromEntries(views.map(({ label, value }) => [label, value]))).toEqual({
    'The server last answered': '14:02:30 (10 s ago)',
    'From a command’s answer until the page showed it': '0.04 s; mean 0.04 s of 1',
    'Polls (questions to the server) answered': '1 of 2 (50 %)',
    'Mean time of a poll’s answer': '0.4 s',
    'Time to be back after a loss': '27 s; mean 27 s of 1',
    'Connections made anew': '0',
    'Whether the server is spared (circuit breaker)': 'No: polls are sent as usual (closed)',
  });
});

test('what happened, the newest first, with what led to it', () => {
  const { figures } = lived();
  expect(transitionViews(figures.transitions).map(({ text }) => text)).toEqual([
    'Polling → Live',
    'Reconnecting… → Polling',
    'Offline → Reconnecting… (the device is online again)',
    'Live → Offline (the device went offline)',
    'Connecting… → Live',
    'Nothing live here → Connecting…',
  ]);
});

test('the log for somebody who is to help has whole dates, and the figures', () => {
  const { state, figures } = lived();
  const views = figureViews(state, figures, { circuit: 'open', problem: null }, noon);
  const text = logText(figures.transitions, views);
  expect(text).toContain(`${new Date(noon).toISOString()} live > offline offline`);
  expect(text).toMatch(/circuit breaker\): Yes: .*\(open\)$/);
});
