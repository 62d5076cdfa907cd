import { nextState } from '../core/nextState.ts';
import type { Mission } from '../schema/mission.ts';
import { countAdmitted, inLine, type LimitKey, readGuards, type Waiting } from '../store/admissions.ts';
import { commitOutcome, readMission } from '../store/missions.ts';
import type { Deps } from './deps.ts';
import { forgetRead } from './readCache.ts';
import { sendTask } from './sendTask.ts';

/** How many in line are looked at for one free slot; of a longer line the rest get their turn with the next one. */
const CANDIDATES = 20;

/** Lost races in a row after which the winner, who looks again as well, is left to it. */
const MAX_TRIES = 10;
const MAX_BACKOFF_MS = 200;

type Asked = Pick<Mission, 'owner' | 'type'>;

/** Whether a limit decides when the missions of this owner and type run. */
export function isLimited(deps: Deps, { type }: Asked): boolean {
  return deps.limits.perOwner !== null || deps.limits.perType.has(type);
}

/**
 * Gives free slots of the owner and of the type to those in line. Of one owner the line's order counts (the longest
 * waiting, moved by priority); among owners who wait for the same type, whoever has the fewest running comes first.
 * Two that admit at once can't exceed a limit: each commit holds only if nobody admitted under the same limits since
 * they were counted. Cost for an admitted mission: 2 reads a limit, 1 a candidate, 1 for the mission; 2 documents and 1
 * a limit are written. Returns how many were admitted.
 */
export async function admitNext(deps: Deps, freed: Asked): Promise<number> {
  let admitted = 0;
  for (let lost = 0; lost < MAX_TRIES; ) {
    const end = await admitOne(deps, freed);
    if (end === 'none') return admitted;
    if (end === 'admitted') {
      admitted += 1;
      lost = 0;
    } else {
      lost += 1;
      await deps.sleep(deps.random(Math.min(MAX_BACKOFF_MS, 2 ** lost * 10)));
    }
  }
  return admitted;
}

async function admitOne(deps: Deps, freed: Asked): Promise<'admitted' | 'none' | 'lost'> {
  const waiting = await candidates(deps, freed);
  if (waiting.length === 0) return 'none';
  // Guards first: whatever is counted after them is at least as new as what they hold against.
  const guarded = new Map<string, Awaited<ReturnType<typeof readGuards>>>();
  const counts = counter(deps);
  const now = deps.clock.now();
  for (const one of await fairly(waiting, counts)) {
    const own = keysOf(deps, one);
    const name = own.map((key) => `${key.field}:${key.value}`).join(' ');
    const guards = guarded.get(name) ?? (await readGuards(deps.db, own, now));
    if (!guarded.has(name)) counts.forget(own);
    guarded.set(name, guards);
    if (!(await hasRoom(deps, own, counts))) continue;
    const stored = await readMission(deps.db, one.missionId);
    if (stored === null) continue;
    const outcome = nextState(stored.mission, { type: 'admitted' }, now);
    if (outcome.kind !== 'applied') continue;
    const committed = await commitOutcome(deps.db, stored, outcome, { guards, retentionDays: deps.retentionDays });
    if (committed === null) return 'lost';
    forgetRead(deps.db, one.missionId);
    deps.log.info({ mission_id: one.missionId, owner: one.owner, type: one.type }, 'mission admitted');
    for (const effect of outcome.effects) {
      if (effect.kind === 'enqueue') await sendTask(deps, committed.mission, effect.task);
    }
    return 'admitted';
  }
  return 'none';
}

/** The limits that apply to a mission of this owner and type. */
function keysOf({ limits }: Deps, { owner, type }: Asked): LimitKey[] {
  const keys: LimitKey[] = [];
  if (limits.perOwner !== null) keys.push({ field: 'owner', value: owner });
  if (limits.perType.has(type)) keys.push({ field: 'type', value: type });
  return keys;
}

function limitOf({ limits }: Deps, key: LimitKey): number {
  const limit = key.field === 'owner' ? limits.perOwner : limits.perType.get(key.value);
  return limit ?? Number.POSITIVE_INFINITY;
}

/** Those whom a slot that was freed could go to: whoever stands under the same limits, or still does after one went. */
async function candidates(deps: Deps, freed: Asked): Promise<Waiting[]> {
  const limits = keysOf(deps, freed);
  const keys: LimitKey[] = limits.length > 0 ? limits : [{ field: 'owner', value: freed.owner }];
  const lines = await Promise.all(keys.map((key) => inLine(deps.db, key, CANDIDATES)));
  return [...new Map(lines.flat().map((one) => [one.missionId, one])).values()];
}

/** Counts each limit once. */
function counter(deps: Deps) {
  const known = new Map<string, Promise<number>>();
  return {
    of: (key: LimitKey): Promise<number> => {
      const name = `${key.field}:${key.value}`;
      const count = known.get(name) ?? countAdmitted(deps.db, key);
      known.set(name, count);
      return count;
    },
    forget: (keys: readonly LimitKey[]): void => {
      for (const key of keys) known.delete(`${key.field}:${key.value}`);
    },
  };
}

/** Owners with fewer running missions first; of one owner, the line's order. */
async function fairly(waiting: readonly Waiting[], counts: ReturnType<typeof counter>): Promise<Waiting[]> {
  if (new Set(waiting.map((one) => one.owner)).size < 2) return [...waiting];
  const running = await Promise.all(waiting.map((one) => counts.of({ field: 'owner', value: one.owner })));
  return waiting
    .map((one, index) => ({ one, running: running[index] ?? 0 }))
    .toSorted((a, b) => a.running - b.running)
    .map(({ one }) => one);
}

async function hasRoom(deps: Deps, keys: readonly LimitKey[], counts: ReturnType<typeof counter>): Promise<boolean> {
  for (const key of keys) if ((await counts.of(key)) >= limitOf(deps, key)) return false;
  return true;
}
