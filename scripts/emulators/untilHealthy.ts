import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { Problem } from '../problem.ts';

/** A cold boot takes half a minute, several on a loaded machine; past this something is wrong that waiting won't mend. */
const bootLimitMs = 240_000;
/** A function worker that fails to start leaves its request without an answer: ask again. */
const answerLimitMs = 20_000;

const loadFailure = /Failed to load function definition|User code failed to load/;

/**
 * Waits until the API answers through Hosting. An open port says nothing: the emulators listen before the functions
 * are loaded, and answer 404 until then.
 */
export async function untilHealthy(url: string, logPath: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + bootLimitMs;
  for (;;) {
    const answer = await ask(url, signal);
    if (answer === 'healthy') return;
    const log = await readFile(logPath, 'utf8').catch(() => '');
    if (loadFailure.test(log)) throw new Problem(`The functions do not load:\n${tail(log)}`);
    if (Date.now() > deadline) throw new Problem(`${url} is not healthy (${answer}). The emulators say:\n${tail(log)}`);
    await delay(200, undefined, { signal });
  }
}

async function ask(url: string, signal: AbortSignal): Promise<string> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(answerLimitMs)]) });
    const body = await answer.text();
    return answer.ok ? 'healthy' : `${answer.status} ${body.slice(0, 300)}`;
  } catch (error) {
    signal.throwIfAborted();
    return String(error);
  }
}

export function tail(log: string): string {
  return stripVTControlCharacters(log).trimEnd().split('\n').slice(-25).join('\n');
}
