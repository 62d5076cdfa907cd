import { type Connection, type ConnectionEvent, type LiveSettings, UNCONNECTED } from './connection.ts';
import { isRecord, readStored, writeStored } from './storage.ts';
import { createStore } from './store.ts';

const SETTINGS_KEY = 'ui.live';
/** Shorter costs the reader's own quota of calls; longer is what "pause" is for. */
export const INTERVALS_MS = [5_000, 10_000, 30_000, 60_000, 300_000] as const;

/** The page's one view of its link, used by the pill and by every stamp. The guard beside it changes it. */
export const connection = createStore<Connection>({ ...UNCONNECTED, ...storedSettings() });
/** What the reader asked for last; the guard, which comes with the data chunk, does it. */
export const wish = createStore<ConnectionEvent | null>(null);

/** The reader does not want to wait for the next check. */
export function retryNow(): void {
  wish.set({ type: 'reconnect', at: Date.now() });
}

/** Asks the API once, whatever else goes on. */
export function refreshNow(): void {
  wish.set({ type: 'refresh' });
}

/** Stops all changes of the page, or lets them go on. Not kept: a page that opens is meant to move. */
export function setPaused(isPaused: boolean): void {
  wish.set({ type: isPaused ? 'paused' : 'unpaused', at: Date.now() });
}

/** How the page keeps itself up to date, on this device. */
export function setLiveSettings(settings: LiveSettings): void {
  writeStored(SETTINGS_KEY, { live: settings.isLiveOn, interval: settings.intervalMs });
  wish.set({ type: 'settings', ...settings, at: Date.now() });
}

function storedSettings(): LiveSettings {
  const stored = readStored(SETTINGS_KEY);
  if (!isRecord(stored)) return { isLiveOn: true, intervalMs: null };
  const intervalMs = INTERVALS_MS.find((each) => each === stored['interval']) ?? null;
  return { isLiveOn: stored['live'] !== false, intervalMs };
}
