import type { Mission, MissionStatus } from '../../../functions/src/schema/mission.ts';
import { type LiveMemory, useLive } from '../live.ts';
import type { Live } from '../liveValue.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';

const memory: LiveMemory<Mission[]> = new Map();

/**
 * The newest `count` missions of these statuses (none: of all), live: a read for each row at first, and for each change
 * of one. A longer list is another query: until it answers, the shorter one by `step` stays.
 */
export function useNewest(statuses: readonly MissionStatus[], count: number, step = count): Live<Mission[]> {
  const { uid } = useStore(session);
  const keyFor = (rows: number) => (uid === null ? null : `${uid} ${statuses.join()} ${rows}`);
  const live = useLive(memory, keyFor(count), (data, emit) =>
    data.watchMissions(uid ?? '', { statuses, type: '', tag: '' }, count, emit),
  );
  const shorter = memory.get(keyFor(count - step) ?? '');
  return live.state === 'loading' && shorter !== undefined ? shorter : live;
}
