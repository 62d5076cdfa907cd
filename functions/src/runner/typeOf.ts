import { AppError } from '../core/errors.ts';
import type { MissionType } from '../missions/defineMission.ts';
import type { Deps } from '../missions/deps.ts';
import type { Mission } from '../schema/mission.ts';

/**
 * The mission's type in the version that it started with, or why that can't be had: the version is no longer deployed,
 * or its steps were changed without raising it. Neither may run the wrong step under an old name.
 */
export function typeOf(deps: Deps, mission: Mission): MissionType | AppError {
  const { type: name, type_version: version } = mission;
  const type = deps.catalog.version(name, version);
  if (type === null) {
    const newest = deps.catalog.newest(name);
    const found = newest === null ? 'no such type' : `version ${newest.version}`;
    return gone(`The mission was made for version ${version} of "${name}"; this deployment has ${found}.`);
  }
  const planned = mission.plan.map((step) => step.step_name);
  const from = mission.plan_start;
  const present = type.steps.slice(from, from + planned.length).map((step) => step.name);
  const isSame = planned.every((step, index) => step === present[index]);
  if (isSame && type.steps.length === mission.execution_record.progress_tracker.total_steps) return type;
  return gone(
    `The steps of version ${version} of "${name}" have changed since the mission was made: it has ${listOf(planned)}, ` +
      `this deployment ${listOf(present)}.`,
  );
}

function gone(message: string): AppError {
  return new AppError('type_version_gone', message, { next: 'Create the mission again.' });
}

const SHOWN = 10;

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(', ');
  return names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown;
}
