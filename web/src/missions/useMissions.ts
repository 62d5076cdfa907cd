import { useEffect, useState } from 'react';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import type { MissionQuery } from '../firebaseLive.ts';
import { type LiveMemory, useLive } from '../live.ts';
import type { Emit, Live } from '../liveValue.ts';
import { mergeSeed, readSeed, type Seed, writeSeed } from '../seed.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import type { Trouble } from '../trouble.ts';
import { digestOf, type MissionDigest } from './missionDigest.ts';

/** One page of the list. A live list costs a read for each row and each change of it. */
export const PAGE_ROWS = 25;
/** The rules answer no longer list; what is older comes from the API. */
export const MAX_ROWS = 100;
/** Missions that all move at once are drawn four times a second: faster is not seen, and a slow phone would stutter. */
const DRAW_EVERY_MS = 250;

const memory: LiveMemory<Mission[]> = new Map();

type Ready = Extract<Live<Mission[]>, { readonly state: 'ready' }>;

interface ShownMissions {
  /** A list that failed after it was there stays ready, with its problem beside it. */
  readonly live: Live<Mission[]>;
  readonly problem: Trouble | null;
  /** Rows of the last visit, while Firebase is still on its way. */
  readonly seeded: readonly MissionDigest[];
}

/** The newest `count` missions that `wanted` asks for, live. */
export function useMissions(wanted: MissionQuery, count: number): ShownMissions {
  const { uid } = useStore(session);
  const [seed] = useState(() => (uid === null ? null : readSeed(uid)));
  const { statuses, type, tag } = wanted;
  const keyFor = (rows: number) => (uid === null ? null : [uid, statuses.join(), type, tag, rows].join(' '));
  const key = keyFor(count);
  const live = useLive(memory, key, (data, emit) => {
    const calm = calmly(emit);
    const stop = data.watchMissions(uid ?? '', wanted, count, calm.emit);
    return () => {
      calm.stop();
      stop();
    };
  });
  const isWhole = statuses.length === 0 && type === '' && tag === '';

  useEffect(() => {
    if (uid === null || !isWhole || live.state !== 'ready' || live.source !== 'server') return;
    writeSeed(uid, mergeSeed(readSeed(uid), live.data.map(digestOf), { seenAt: live.receivedAt, isList: true }));
  }, [uid, isWhole, live]);

  const last = useLastReady(key, live);
  // A longer list is another query: until it answers, the shorter one stays.
  const shorter = memory.get(keyFor(count - PAGE_ROWS) ?? '') ?? memory.get(keyFor(PAGE_ROWS) ?? '');
  const before = live.state === 'failed' ? last : live.state === 'loading' ? shorter : undefined;
  const problem = live.state === 'failed' ? live.problem : null;
  return { live: before ?? live, problem, seeded: seededRows(seed, wanted) };
}

/** What was last there under `key`. */
function useLastReady(key: string | null, live: Live<Mission[]>): Ready | undefined {
  const [last, setLast] = useState<{ readonly key: string | null; readonly live: Ready } | null>(null);
  if (live.state === 'ready' && last?.live !== live) setLast({ key, live });
  return last?.key === key ? last.live : undefined;
}

/**
 * The first change passes at once, and so does what the server says after the cache; what follows within a moment is
 * passed on together, as it then stands.
 */
function calmly<T>(emit: Emit<T>): { readonly emit: Emit<T>; readonly stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let newest: Live<T> | null = null;
  let told = '';
  const tell = (live: Live<T>): void => {
    told = kindOf(live);
    newest = null;
    clearTimeout(timer);
    timer = setTimeout(open, DRAW_EVERY_MS);
    emit(live);
  };
  const open = (): void => {
    timer = undefined;
    if (newest !== null) tell(newest);
  };
  return {
    emit(live) {
      newest = live;
      if (timer === undefined || kindOf(live) !== told) tell(live);
    },
    stop: () => clearTimeout(timer),
  };
}

function kindOf(live: Live<unknown>): string {
  return live.state === 'ready' ? live.source : live.state;
}

/** The rows of the last visit that fit, as far as they tell. */
function seededRows(seed: Seed | null, { statuses, type, tag }: MissionQuery): MissionDigest[] {
  if (type !== '') return [];
  const fits = (digest: MissionDigest) =>
    (statuses.length === 0 || statuses.includes(digest.status)) && (tag === '' || digest.tags.includes(tag));
  return (seed?.missions.filter(fits) ?? []).toSorted((a, b) => b.createdAt - a.createdAt);
}
