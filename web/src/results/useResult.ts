import { useState } from 'react';
import type { MissionResult } from '../../../functions/src/schema/result.ts';
import { type LiveMemory, useLive } from '../live.ts';
import type { Live } from '../liveValue.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import type { Trouble } from '../trouble.ts';

const memory: LiveMemory<MissionResult> = new Map();

/** The result of one attempt, live: one read, since nobody changes it. `attempt` null: there is none to listen to yet. */
export function useResult(id: string, attempt: number | null): Live<MissionResult> {
  const { uid } = useStore(session);
  const key = uid === null || attempt === null ? null : `${uid} ${id} ${attempt}`;
  return useLive(memory, key, (data, emit) => data.watchResult(id, attempt ?? 0, emit));
}

/** The newest value that there was, and what went wrong since. */
export interface Kept<T> {
  readonly value: T | null;
  readonly problem: Trouble | null;
}

/** Keeps what was shown under `key` when its listener fails: an old version is better than none. */
export function useKept<T>(key: string, live: Live<T>): Kept<T> {
  const [kept, setKept] = useState<{ key: string; value: T } | null>(null);
  const newest = live.state === 'ready' ? live.data : null;
  if (newest !== null && (kept?.key !== key || kept.value !== newest)) setKept({ key, value: newest });
  const old = live.state === 'failed' && kept?.key === key ? kept.value : null;
  return { value: newest ?? old, problem: live.state === 'failed' ? live.problem : null };
}
