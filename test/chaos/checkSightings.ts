import { isOver } from '../../functions/src/core/allowed.ts';
import type { Sighting, Violation } from './record.ts';

/** What one watcher may see of a mission from one look to the next. `sightings` in the order of its looks. Pure. */
export function checkSightings(watcher: string, sightings: readonly Sighting[]): Violation[] {
  const violations: Violation[] = [];
  const last = new Map<string, Sighting>();
  for (const now of sightings) {
    const before = last.get(now.missionId);
    last.set(now.missionId, now);
    if (before === undefined) continue;
    for (const detail of complaints(before, now)) {
      violations.push({ missionId: now.missionId, rule: 'watched', detail: `${watcher} saw that ${detail}` });
    }
  }
  return violations;
}

function complaints(before: Sighting, now: Sighting): string[] {
  const found: string[] = [];
  const fell = (name: 'seq' | 'fence' | 'attempt' | 'percent'): void => {
    if (now[name] < before[name]) found.push(`${name} fell from ${before[name]} to ${now[name]}`);
  };
  fell('seq');
  fell('fence');
  fell('attempt');
  if (now.attempt !== before.attempt) return found;
  fell('percent');
  if (isOver(before) && now.status !== before.status) found.push(`${before.status} became ${now.status}`);
  return found;
}
