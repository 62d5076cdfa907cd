import { AppError } from '../../functions/src/core/errors.ts';
import { command, createMission } from '../../functions/src/missions/commands.ts';
import { scriptOf, type Whim, whimsOf } from './script.ts';
import { isAway, note, pause, type Stage } from './stage.ts';

export const OWNER = 'anna';

/** Missions that are under way at once; more would only wait for the runners. */
const MAX_OPEN = 80;

/**
 * Creates `count` missions, each approved and executed at once, and has each owner's whims; resolves when the last
 * mission is there and every whim was had.
 */
export async function createMissions(stage: Stage, count: number, storm: AbortSignal): Promise<void> {
  const whims: Promise<void>[] = [];
  for (let number = 1; number <= count && !storm.aborted; number += 1) {
    while (stage.roster.open.length >= MAX_OPEN && !storm.aborted) await pause(50, storm);
    const missionId = `chaos-${String(number).padStart(5, '0')}`;
    await startMission(stage, missionId);
    whims.push(...whimsOf(stage.seed, missionId).map((whim) => have(stage, missionId, whim, storm)));
  }
  await Promise.all(whims);
}

async function have(stage: Stage, missionId: string, whim: Whim, storm: AbortSignal): Promise<void> {
  await pause(whim.afterMs, storm);
  if (storm.aborted || stage.roster.isOver(missionId)) return;
  stage.world.fault('cancelled', { missionId });
  await tell(stage, missionId, whim.command);
}

async function startMission(stage: Stage, missionId: string): Promise<void> {
  const { type } = scriptOf(stage.seed, missionId);
  const request = { type, mission_id: missionId, objective: 'Survive', scope: { allowed_domains: ['example.org'] } };
  await patiently(stage, async () => void (await createMission(stage.deps, OWNER, request)));
  stage.roster.add(missionId);
  await tell(stage, missionId, 'approve');
  await tell(stage, missionId, 'execute');
}

/** A command; that the mission's status forbids it is an answer too. Repeated while Firestore is away. */
export async function tell(stage: Stage, missionId: string, name: 'approve' | 'execute' | 'cancel'): Promise<void> {
  await patiently(stage, async () => void (await command(stage.deps, OWNER, missionId, name)));
}

/** Does what an owner does, through the gate, until it is answered. */
async function patiently(stage: Stage, work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await stage.gate.through(work);
      return;
    } catch (error) {
      if (error instanceof AppError && error.code === 'status_forbids') return;
      if (!isAway(error)) throw error;
      note(stage, `owner: ${String(error).slice(0, 120)}`);
    }
  }
}
