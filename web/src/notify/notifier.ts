import { navigate } from 'wouter/use-browser-location';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import type { MissionQuery } from '../firebaseLive.ts';
import type { Live } from '../liveValue.ts';
import { loadData } from '../loadData.ts';
import { isRecord, readStored, writeStored } from '../storage.ts';
import { setNeeding } from '../ui/needing.ts';
import { notices } from './notices.ts';
import { type Note, notesOf } from './noticesView.ts';
import { newTurns, type Seen, turnOf } from './turns.ts';

/** The lists that are listened to, and how many they hold at most. Kept small: each row is a read when listening begins. */
const ENDED = 10;
const ASKING = 20;
const WAITING: MissionQuery = { statuses: ['waiting'], type: '', tag: '' };

type List = 'ended' | 'asking';
const seenKey = (list: List, uid: string) => `ui.noticed.${list}:${uid}`;

/**
 * Shows a notification for each mission of `uid` that ends or asks, as long as this tab is the one of all open tabs that
 * does (a Web Lock); the next one takes over where it ended. Costs, once for all tabs: a read for each of the 10 missions
 * that ended last and for each that waits, and one for each that ends or begins to wait. Progress costs nothing. Returns
 * its end.
 */
export function startNotifier(uid: string): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  tellWhatIsOnScreen(signal);
  navigator.serviceWorker?.addEventListener('message', openWhatWasPressed, { signal });
  void lead(`notifier ${uid}`, signal, (isFirst) => listen(uid, isFirst, signal));
  return () => ended.abort();
}

/** Runs `act` in one tab at a time. `isFirst`: nobody did it right before. */
async function lead(name: string, signal: AbortSignal, act: (isFirst: boolean) => Promise<void>): Promise<void> {
  const isFree = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await act(true);
    return lock !== null;
  });
  if (isFree || signal.aborted) return;
  // Given up when notifications are switched off while this tab waits for its turn.
  await navigator.locks.request(name, { signal }, () => act(false)).catch(() => undefined);
}

async function listen(uid: string, isFirst: boolean, signal: AbortSignal): Promise<void> {
  const data = await loadData();
  if (signal.aborted) return;
  const stops = [
    data.watchEnded(uid, ENDED, hearing('ended', uid, isFirst, ENDED)),
    data.watchMissions(uid, WAITING, ASKING, hearing('asking', uid, isFirst, ASKING)),
  ];
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  for (const stop of stops) stop();
  setNeeding({ notices: 0 });
}

/** What the tab before has seen is read from the device; who is first begins with what is there. */
function hearing(list: List, uid: string, isFirst: boolean, most: number): (live: Live<Mission[]>) => void {
  let seen = isFirst ? null : readSeen(list, uid);
  return (live) => {
    // What a cache holds may be from yesterday: only the server knows what is news.
    if (live.state !== 'ready' || live.source !== 'server') return;
    const turns = live.data.map(turnOf).filter((turn) => turn !== null);
    const found = newTurns(seen, turns, live.data.length < most);
    seen = found.seen;
    if (list === 'asking') setNeeding({ notices: turns.length });
    writeStored(seenKey(list, uid), seen);
    void show(found.news.filter(({ event }) => notices.get().events.includes(event)));
  };
}

function readSeen(list: List, uid: string): Seen | null {
  const stored = readStored(seenKey(list, uid));
  if (!isRecord(stored) || !Array.isArray(stored.keys) || typeof stored.since !== 'string') return null;
  return { keys: stored.keys.filter((key) => typeof key === 'string'), since: stored.since };
}

async function show(turns: Parameters<typeof notesOf>[0]): Promise<void> {
  if (turns.length === 0) return;
  const { held = [] } = await navigator.locks.query();
  const seen = held.map(({ name }) => name);
  const unseen = turns.filter(({ id }) => !seen.includes(onScreen(`/m/${id}`)));
  for (const note of notesOf(unseen)) await showNote(note);
}

/** By the service worker where there is one, which leads back to the page even on a phone; by the page itself elsewhere. */
export async function showNote({ title, href, ...options }: Note): Promise<void> {
  const worker = await navigator.serviceWorker?.getRegistration();
  if (worker?.active) return worker.showNotification(title, { ...options, icon: '/favicon.svg', data: href });
  const shown = new Notification(title, { ...options, icon: '/favicon.svg' });
  shown.addEventListener('click', () => {
    focus();
    navigate(href);
    shown.close();
  });
}

function openWhatWasPressed({ data }: MessageEvent<unknown>): void {
  if (isRecord(data) && data.type === 'open' && typeof data.href === 'string') navigate(data.href);
}

const onScreen = (path: string) => `on screen ${path}`;

/** Holds a lock that is named for the page that somebody looks at, so that the tab that notifies knows of it. */
function tellWhatIsOnScreen(signal: AbortSignal): void {
  let shown: string | null = null;
  let leave = new AbortController();
  const look = (): void => {
    const path = document.hidden || signal.aborted ? null : location.pathname;
    if (path === shown) return;
    shown = path;
    leave.abort();
    leave = new AbortController();
    if (path !== null) void hold(onScreen(path), leave.signal);
  };
  document.addEventListener('visibilitychange', look, { signal });
  for (const moved of ['popstate', 'pushState', 'replaceState']) addEventListener(moved, look, { signal });
  signal.addEventListener('abort', look);
  look();
}

/** Shared: two tabs may show the same page. */
async function hold(name: string, signal: AbortSignal): Promise<void> {
  await navigator.locks.request(name, { mode: 'shared' }, () => {
    return new Promise((resolve) => (signal.aborted ? resolve(null) : signal.addEventListener('abort', resolve)));
  });
}
