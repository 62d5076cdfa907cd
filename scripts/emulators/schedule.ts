import { setTimeout as delay } from 'node:timers/promises';

/** In production Cloud Scheduler calls it every minute; here nobody wants to wait that long to see it work. */
const everyMs = 10_000;
/** A function that answers "no such function" lists the ones there are; a reload gives the sweep a new number. */
const sweepName = /us-central1-(sweep-\d+)/;

/**
 * Stands in for Cloud Scheduler, which the emulator suite lacks: calls the sweep at once and then again and again until
 * the signal aborts. A call that fails is reported, once until one succeeds again, and is no reason to stop calling.
 */
export async function callSweep(
  functionsUrl: string,
  signal: AbortSignal,
  report: (line: string) => void,
): Promise<void> {
  let name = 'sweep-0';
  let wasFailing = false;
  while (!signal.aborted) {
    const failure = await call(`${functionsUrl}/us-central1/${name}`, signal);
    name = sweepName.exec(failure ?? '')?.[1] ?? name;
    if (failure !== null && !wasFailing && !signal.aborted)
      report(`The sweep failed, and will be tried again: ${failure}`);
    wasFailing = failure !== null;
    // An abort is how this ends.
    await delay(everyMs, undefined, { signal }).catch(() => {});
  }
}

async function call(url: string, signal: AbortSignal): Promise<string | null> {
  try {
    const answer = await fetch(url, { method: 'POST', signal });
    const body = await answer.text();
    return answer.ok ? null : `${answer.status} ${body.slice(0, 300)}`;
  } catch (error) {
    return String(error);
  }
}
