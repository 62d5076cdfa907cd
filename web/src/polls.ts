import { Breaker } from '../../client/src/breaker.ts';
import { realClock } from '../../client/src/clock.ts';
import { MissionProgressError, timedOut } from '../../client/src/errors.ts';
import { tellConnection } from './connectionGuard.ts';
import { pollTrouble } from './pollTrouble.ts';

/** A round that takes longer is a failed one. The server's own wait for its database is longer than anybody's. */
const PATIENCE_MS = 8_000;
/** Closed again after at most this long: the stream's kicks look meanwhile. */
const LONGEST_OPEN_MS = 60_000;

/** Asks the API for one value on screen. Throws MissionProgressError. */
export type Ask = (signal: AbortSignal) => Promise<void>;

const asks = new Set<Ask>();
const breaker = new Breaker(realClock, LONGEST_OPEN_MS);

/** Has `ask` asked in every round until the returned end. */
export function joinPolls(ask: Ask): () => void {
  asks.add(ask);
  return () => asks.delete(ask);
}

/**
 * Asks for all that is on screen, side by side, and tells the connection what came of it. Each value says what it costs.
 * While the breaker is open only the reader's own wish goes through.
 */
export function pollAll(isWanted: boolean): void {
  if (breaker.admit() > 0 && !isWanted) return showTrouble(pollTrouble.get().problem);
  const startedAt = Date.now();
  tellConnection({ type: 'poll_started', at: startedAt, chance: Math.random() });
  void round(startedAt);
}

async function round(startedAt: number): Promise<void> {
  const { outcome, askedToWaitMs, problem } = await outcomeOf(Promise.all([...asks].map(limited)));
  if (outcome === 'failed') breaker.failed();
  else breaker.succeeded();
  showTrouble(problem);
  const at = Date.now();
  tellConnection({ type: 'polled', at, tookMs: at - startedAt, outcome, askedToWaitMs });
}

interface Outcome {
  readonly outcome: 'ok' | 'failed' | 'refused';
  readonly askedToWaitMs: number;
  readonly problem: string | null;
}

async function outcomeOf(asked: Promise<unknown>): Promise<Outcome> {
  try {
    await asked;
    return { outcome: 'ok', askedToWaitMs: 0, problem: null };
  } catch (error) {
    if (!(error instanceof MissionProgressError)) throw error;
    const { status, detail, retryAfterMs } = error;
    return { outcome: status === 429 ? 'refused' : 'failed', askedToWaitMs: retryAfterMs ?? 0, problem: detail };
  }
}

/** In time, whatever hangs: the sign-in, the network, or the server. */
async function limited(ask: Ask): Promise<void> {
  const ending = new AbortController();
  const asked = ask(ending.signal);
  try {
    await Promise.race([asked, tooLate(ending.signal)]);
  } finally {
    ending.abort(timedOut(PATIENCE_MS));
    // Its end is known already; what it throws later nobody waits for.
    asked.catch(() => undefined);
  }
}

function tooLate(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(timedOut(PATIENCE_MS)), PATIENCE_MS);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}

function showTrouble(problem: string | null): void {
  const { circuit } = pollTrouble.get();
  if (circuit === breaker.state && problem === pollTrouble.get().problem) return;
  pollTrouble.set({ circuit: breaker.state, problem });
}
