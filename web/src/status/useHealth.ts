import { useCallback, useEffect, useRef, useState } from 'react';
import type { AliveAnswer, MetricsAnswer, ReadyAnswer } from '../../../functions/src/schema/health.ts';
import { serverNow } from '../clock.ts';

/** So often while the page is looked at: a read for the parts and, where they may be seen, up to 14 for the figures. */
export const CHECK_EVERY_MS = 30_000;

/** What the service last said of itself. Times by the server's clock. */
export interface Health {
  readonly alive: AliveAnswer | null;
  readonly aliveMs: number | null;
  readonly ready: ReadyAnswer | null;
  readonly metrics: MetricsAnswer | null;
  /** The figures are not for whoever looks. */
  readonly isHidden: boolean;
  /** When it last answered; null when it never did. */
  readonly answeredAt: number | null;
  /** When it was last asked and gave an answer or none. */
  readonly checkedAt: number | null;
  readonly isSilent: boolean;
}

const UNKNOWN: Health = {
  ...{ alive: null, aliveMs: null, ready: null, metrics: null, isHidden: false },
  ...{ answeredAt: null, checkedAt: null, isSilent: false },
};

/** Asks all three at once. What gives no answer leaves what is known of it. */
async function check(before: Health): Promise<Health> {
  // Not a part of the data chunk, which every visit loads.
  const { healthCalls } = await import('./healthCalls.ts');
  const [alive, ready, metrics] = await Promise.all([
    healthCalls.alive(),
    healthCalls.ready(),
    before.isHidden ? null : healthCalls.metrics(),
  ]);
  const now = serverNow();
  const isSilent = alive.kind !== 'ok' && ready.kind !== 'ok';
  return {
    alive: alive.kind === 'ok' ? alive.data : before.alive,
    aliveMs: alive.kind === 'ok' ? alive.ms : before.aliveMs,
    ready: ready.kind === 'ok' ? ready.data : before.ready,
    metrics: metrics?.kind === 'ok' ? metrics.data : before.metrics,
    isHidden: before.isHidden || metrics?.kind === 'refused',
    answeredAt: isSilent ? before.answeredAt : now,
    checkedAt: now,
    isSilent,
  };
}

/**
 * The health, asked for again while the page is visible and its reader has not paused it; at once when the page's own
 * connection is lost, so that nothing stays green that can't be asked.
 */
export function useHealth(isLost: boolean) {
  const [health, setHealth] = useState(UNKNOWN);
  const [isPaused, setPaused] = useState(false);
  const [isChecking, setChecking] = useState(false);
  const newest = useRef(health);
  const isBusy = useRef(false);
  /** By this device's clock: the server's is learned with an answer, and may leap then. */
  const askedAt = useRef(0);

  const checkNow = useCallback(async (): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    askedAt.current = Date.now();
    setChecking(true);
    try {
      newest.current = await check(newest.current);
    } catch {
      // The chunk that asks could not be loaded: there is no network, or a newer build.
      newest.current = { ...newest.current, checkedAt: serverNow(), isSilent: true };
    }
    isBusy.current = false;
    setChecking(false);
    setHealth(newest.current);
  }, []);

  useEffect(() => {
    void checkNow();
  }, [checkNow]);

  useEffect(() => {
    if (isLost && !isPaused && !document.hidden) void checkNow();
  }, [isLost, isPaused, checkNow]);

  useEffect(() => {
    if (isPaused) return;
    const askIfDue = (): void => {
      const isDue = Date.now() - askedAt.current >= CHECK_EVERY_MS;
      if (!document.hidden && isDue) void checkNow();
    };
    const timer = setInterval(askIfDue, 1_000);
    document.addEventListener('visibilitychange', askIfDue);
    const online = (): void => void checkNow();
    addEventListener('online', online);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', askIfDue);
      removeEventListener('online', online);
    };
  }, [isPaused, checkNow]);

  return { health, isPaused, setPaused, isChecking, checkNow: () => void checkNow() };
}
