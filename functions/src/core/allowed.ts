import type { Mission } from '../schema/mission.ts';
import { assertNever } from './assertNever.ts';
import type { Command } from './events.ts';

/** A mission that was run this often was not stopped by chance. */
export const MAX_ATTEMPTS = 100;

/** The commands that would change something now, the most useful first. */
export function allowedCommands(mission: Mission): readonly Command[] {
  switch (mission.status) {
    case 'proposed':
      return ['approve', 'edit', 'cancel'];
    case 'approved':
      return ['execute', 'cancel'];
    case 'queued':
      return ['pause', 'cancel'];
    case 'in_progress':
      if (mission.control === null) return ['pause', 'cancel'];
      return mission.control.kind === 'pause' ? ['cancel'] : [];
    case 'waiting':
      if (mission.wait.kind === 'approval') return ['answer', 'pause', 'cancel'];
      return mission.wait.kind === 'signal' ? ['signal', 'pause', 'cancel'] : ['pause', 'cancel'];
    case 'paused':
      return ['resume', 'cancel'];
    case 'completed':
      return [];
    case 'failed':
    case 'cancelled':
      return mission.approved_at !== null && mission.attempt < MAX_ATTEMPTS ? ['retry'] : [];
    default:
      return assertNever(mission);
  }
}

/** Whether the mission has ended; only a retry can begin it again. */
export function isOver(mission: Pick<Mission, 'status'>): boolean {
  return mission.status === 'completed' || mission.status === 'failed' || mission.status === 'cancelled';
}
