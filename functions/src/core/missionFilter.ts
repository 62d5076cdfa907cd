import { MISSION_STATUSES, type Mission, type MissionStatus } from '../schema/mission.ts';
import type { CountMissionsQuery, ListMissionsQuery } from '../schema/requests.ts';
import type { Instant } from '../schema/time.ts';
import { labelOf, matchesText, narrowestTerm, textQuery } from './searchTerms.ts';

/**
 * What the database is asked for: never too little, sometimes too much, which {@link matcherOf} leaves out. At most one
 * of `word` and `label` is set; without `statuses` any status. Each combination has its index.
 */
export interface Lookup {
  readonly word: string | null;
  readonly label: string | null;
  readonly statuses: readonly MissionStatus[] | null;
  readonly createdAfter: Instant | null;
  readonly createdBefore: Instant | null;
}

/**
 * The question to the database that narrows most: a word of the objective, else type and tag with the status, else the
 * status alone.
 */
export function lookupOf(query: Omit<ListMissionsQuery, 'limit' | 'cursor'>): Lookup {
  const { created_after: createdAfter = null, created_before: createdBefore = null } = query;
  const word = query.text === undefined ? null : narrowestTerm(textQuery(query.text));
  if (word !== null) return { word, label: null, statuses: null, createdAfter, createdBefore };
  return { word, ...labelled(query, possibleStatuses(query)), createdAfter, createdBefore };
}

/** The same for one status, to be counted. */
export function countLookup(query: CountMissionsQuery, status: MissionStatus): Lookup {
  const { created_after: createdAfter = null, created_before: createdBefore = null } = query;
  return { word: null, ...labelled(query, [status]), createdAfter, createdBefore };
}

/** A label is indexed together with the status, so one is always named beside it. */
function labelled({ type, tag }: CountMissionsQuery, statuses: readonly MissionStatus[]) {
  const label = labelOf({ type, tag });
  const isAny = statuses.length === MISSION_STATUSES.length;
  return { label: label === '' ? null : label, statuses: label === '' && isAny ? null : statuses };
}

/** The statuses asked for that a mission of such a percent can have: 100 means completed, and nothing else does. */
export function possibleStatuses({
  status = [...MISSION_STATUSES],
  progress_min: min = 0,
  progress_max: max = 100,
}: Pick<ListMissionsQuery, 'status' | 'progress_min' | 'progress_max'>): MissionStatus[] {
  return [...new Set(status)].filter((one) => {
    if (one === 'completed') return max === 100;
    const isUntouched = one === 'proposed' || one === 'approved';
    return isUntouched ? min === 0 : min < 100;
  });
}

/** Whether a mission is what the query asks for, all of it. */
export function matcherOf(query: Omit<ListMissionsQuery, 'limit' | 'cursor'>): (mission: Mission) => boolean {
  const text = query.text === undefined ? null : textQuery(query.text);
  const { status, type, tag, created_after: after, created_before: before } = query;
  const { progress_min: min = 0, progress_max: max = 100 } = query;
  return (mission) => {
    const percent = mission.execution_record.progress_tracker.progress_percent;
    return (
      (status === undefined || status.includes(mission.status)) &&
      (type === undefined || type === mission.type) &&
      (tag === undefined || mission.tags.includes(tag)) &&
      (after === undefined || mission.created_at > after) &&
      (before === undefined || mission.created_at < before) &&
      percent >= min &&
      percent <= max &&
      (text === null || matchesText(mission.objective, text))
    );
  };
}
