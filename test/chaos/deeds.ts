import { AppError } from '../../functions/src/core/errors.ts';
import { answerMission, command, type PlainCommand, signalMission } from '../../functions/src/missions/commands.ts';
import { retryMission } from '../../functions/src/missions/retryMission.ts';
import { isTransient } from '../../functions/src/store/firestore.ts';
import { chanceOf } from './chance.ts';
import type { FaultKind } from './record.ts';
import { note, type Stage } from './stage.ts';

/** What an owner does to a mission. */
export type Deed =
  | { readonly name: PlainCommand }
  | { readonly name: 'retry'; readonly fromStep: number | null; readonly isEdited: boolean }
  | { readonly name: 'answer'; readonly waitId: string | null; readonly choice: string }
  | { readonly name: 'signal'; readonly signal: string; readonly payload: string };

const NOTED: Readonly<Partial<Record<Deed['name'], FaultKind>>> = {
  cancel: 'cancelled',
  pause: 'paused',
  resume: 'resumed',
  retry: 'retried',
  answer: 'answered',
  signal: 'signalled',
};

/** Does it; that the mission does not allow it is an answer too. Repeated while Firestore is away. */
export async function tell(stage: Stage, missionId: string, deed: Deed): Promise<void> {
  const noted = NOTED[deed.name];
  const work = (): Promise<void> => patiently(stage, () => deliverDeed(stage, missionId, deed));
  await (noted === undefined ? work() : stage.world.during(noted, missionId, work));
}

async function deliverDeed({ seed, deps }: Stage, missionId: string, deed: Deed): Promise<void> {
  const owner = ownerOf(seed, missionId);
  if (deed.name === 'retry') {
    const from = deed.fromStep === null ? {} : { from_step: deed.fromStep };
    const edit = deed.isEdited ? { objective: 'Survive this time' } : {};
    await retryMission(deps, owner, missionId, { ...from, ...edit });
  } else if (deed.name === 'answer') {
    const { waitId, choice } = deed;
    await answerMission(deps, owner, missionId, { choice, ...(waitId === null ? {} : { wait_id: waitId }) });
  } else if (deed.name === 'signal') {
    await signalMission(deps, owner, missionId, { name: deed.signal, payload: deed.payload });
  } else {
    await command(deps, owner, missionId, deed.name);
  }
}

export const OWNERS: readonly string[] = ['anna', 'ben', 'chloe'];

export function ownerOf(seed: number, missionId: string): string {
  return chanceOf(seed, 'owner', missionId).pick(OWNERS);
}

const REFUSALS: readonly string[] = ['status_forbids', 'wait_gone', 'invalid_request'];

/** Does what an owner does, through the gate, until it is answered. */
export async function patiently(stage: Stage, work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await stage.gate.through(work);
      return;
    } catch (error) {
      if (error instanceof AppError && REFUSALS.includes(error.code)) return;
      if (!isTransient(error)) throw error;
      note(stage, `owner: ${String(error).slice(0, 120)}`);
    }
  }
}
