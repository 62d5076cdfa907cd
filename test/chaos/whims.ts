import type { Mission } from '../../functions/src/schema/mission.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { Deed } from './deeds.ts';
import { scriptOf } from './script.ts';

/** Something that comes to an owner's mind, after a while. */
export interface Whim {
  readonly afterMs: number;
  readonly deed: Deed;
}

/** What the owner of a mission will do to it, whatever becomes of it. */
export function whimsOf(seed: number, missionId: string): Whim[] {
  const chance = chanceOf(seed, 'whims', missionId);
  const whims: Whim[] = [];
  if (chance.happens(0.12)) whims.push({ afterMs: chance.below(6_000), deed: { name: 'cancel' } });
  if (chance.happens(0.2)) whims.push({ afterMs: chance.below(4_000), deed: { name: 'pause' } });
  for (const wait of scriptOf(seed, missionId).steps.flatMap((step) => step.waits)) {
    const isEarly = wait.kind === 'signal' && chance.happens(0.3);
    const deed: Deed = { name: 'signal', signal: wait.key, payload: 'early' };
    if (isEarly) whims.push({ afterMs: chance.below(1_500), deed });
  }
  return whims;
}

/** What the owner does upon seeing the mission like this. */
export function whimUpon(chance: Chance, mission: Mission): Whim[] {
  const { status, attempt } = mission;
  if (status === 'waiting') return uponWait(chance, mission);
  if (status === 'paused') {
    return chance.happens(0.9) ? [{ afterMs: chance.between(100, 4_000), deed: { name: 'resume' } }] : [];
  }
  const isRetriable = (status === 'failed' || status === 'cancelled') && attempt > 0 && attempt < 4;
  return isRetriable && chance.happens(0.5) ? [retryOf(chance, mission)] : [];
}

function uponWait(chance: Chance, mission: Mission & { status: 'waiting' }): Whim[] {
  const { wait } = mission;
  if (wait.kind === 'time' || chance.happens(0.25)) return [];
  const afterMs = chance.between(50, 5_000);
  if (wait.kind === 'signal') {
    const deed: Deed = { name: 'signal', signal: wait.signal, payload: 'in time' };
    return twice(chance, { afterMs, deed });
  }
  const choice = chance.pick(['approve', 'reject']);
  const waitId = chance.happens(0.7) ? wait.wait_id : null;
  return twice(chance, { afterMs, deed: { name: 'answer', waitId, choice } });
}

/** People click twice, at about the same moment. */
function twice(chance: Chance, whim: Whim): Whim[] {
  return chance.happens(0.3) ? [whim, { ...whim, afterMs: whim.afterMs + chance.below(200) }] : [whim];
}

function retryOf(chance: Chance, mission: Mission): Whim {
  const done = mission.execution_record.progress_tracker.completed_count;
  const fromStep = chance.happens(0.5) ? null : chance.between(0, done);
  return { afterMs: chance.between(50, 3_000), deed: { name: 'retry', fromStep, isEdited: chance.happens(0.2) } };
}
