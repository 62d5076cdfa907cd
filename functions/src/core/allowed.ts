import type { Mission } from '../schema/mission.ts';
import { assertNever } from './assertNever.ts';
import type { Command } from './events.ts';

/** The commands that would change something now, the most useful first. */
export function allowedCommands(mission: Pick<Mission, 'status' | 'control'>): readonly Command[] {
  switch (mission.status) {
    case 'proposed':
      return ['approve', 'edit', 'cancel'];
    case 'approved':
      return ['execute', 'cancel'];
    case 'queued':
      return ['cancel'];
    case 'in_progress':
      return mission.control === null ? ['cancel'] : [];
    case 'completed':
    case 'failed':
    case 'cancelled':
      return [];
    default:
      return assertNever(mission.status);
  }
}

/** Whether nothing more can happen to the mission. */
export function isOver(mission: Pick<Mission, 'status'>): boolean {
  return mission.status === 'completed' || mission.status === 'failed' || mission.status === 'cancelled';
}
