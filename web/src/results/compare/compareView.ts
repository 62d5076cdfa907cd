import { countText, dollarsText } from '../../../../client/src/words/amount.ts';
import { durationText, momentText } from '../../../../client/src/words/duration.ts';
import type { MissionResult } from '../../../../functions/src/schema/result.ts';
import { toEpochMs } from '../../../../functions/src/schema/time.ts';
import { cut, humanName } from '../../missions/missionGlance.ts';
import { COMPARE_FACTS, COMPARE_PAGE } from '../../words/compare.ts';
import type { KnownReports } from '../reportMemory.ts';
import { type Finished, newestFirst, partialText, reportOf } from '../resultFacts.ts';

/** A result that stands beside another one. */
export interface Compared {
  readonly mission: Finished;
  readonly result: MissionResult;
}

/** What a column is headed with. */
export interface SideName {
  /** "The first". */
  readonly name: string;
  /** When it was finished. */
  readonly when: string;
  /** Empty where both answer the same. */
  readonly objective: string;
}

export interface SideNames {
  readonly first: SideName;
  readonly second: SideName;
}

const TITLE_LENGTH = 120;

/** Which result stands in which column: by its moment, and by its objective where they have two. */
export function sideNames(first: Compared, second: Compared): SideNames {
  const isSame = isSameObjective(first.mission, second.mission);
  const nameOf = (name: string, { mission, result }: Compared): SideName => ({
    name,
    when: momentText(toEpochMs(result.created_at)),
    objective: isSame ? '' : cut(mission.objective, TITLE_LENGTH),
  });
  return { first: nameOf(COMPARE_PAGE.first, first), second: nameOf(COMPARE_PAGE.second, second) };
}

/** A column's heading in one text, as it is heard and printed. */
export function columnText({ name, when, objective }: SideName): string {
  return [name, objective, when].filter(Boolean).join(' · ');
}

/** A line of the table over both: what it is, and what it is of each. */
export interface ComparedFact {
  readonly label: string;
  readonly first: string;
  readonly second: string;
}

/** What can be put side by side in numbers; lines that say nothing of either are left out. */
export function comparedFacts(first: Compared, second: Compared): ComparedFact[] {
  const line = (label: string, textOf: (each: Compared) => string | null): ComparedFact[] => {
    const [one, other] = [textOf(first), textOf(second)];
    if (one === null && other === null) return [];
    return [{ label, first: one ?? COMPARE_FACTS.none, second: other ?? COMPARE_FACTS.none }];
  };
  const amount = (count: number) => (count === 0 ? null : countText(count));
  return [
    ...line(COMPARE_FACTS.finished, ({ result }) => momentText(toEpochMs(result.created_at))),
    ...line(COMPARE_FACTS.took, tookText),
    ...line(COMPARE_FACTS.found, ({ result }) => amount(result.items.length)),
    ...line(COMPARE_FACTS.pages, ({ result }) => amount(result.pages_read)),
    ...line(COMPARE_FACTS.missed, ({ result }) => amount(result.missed_count)),
    ...line(COMPARE_FACTS.cost, ({ mission }) => costText(mission)),
    ...usageNames(first.mission, second.mission).flatMap((name) =>
      line(humanName(name), ({ mission }) => amount(mission.usage[name] ?? 0)),
    ),
    ...line(COMPARE_FACTS.attempt, ({ mission }) => (mission.attempt > 1 ? countText(mission.attempt) : null)),
    ...line(COMPARE_FACTS.partial, ({ mission }) => partialText(mission)),
  ];
}

function tookText({ mission, result }: Compared): string | null {
  const start = mission.execution_record.progress_tracker.start_time;
  return start === null ? null : durationText(toEpochMs(mission.finished_at ?? result.created_at) - toEpochMs(start));
}

function costText({ usage: { cost_usd: cost = 0 } }: Finished): string | null {
  return cost === 0 ? null : dollarsText(cost);
}

/** What their workers counted; pages and money have lines of their own, bytes and seconds mean nothing to a reader. */
function usageNames(...missions: readonly Finished[]): string[] {
  const own = new Set(['pages', 'bytes', 'seconds', 'cost_usd']);
  const names = missions.flatMap(({ usage }) => Object.keys(usage)).filter((name) => !own.has(name));
  return [...new Set(names)];
}

/** What a result may be compared with. */
export interface Candidates {
  readonly sameObjective: readonly Finished[];
  readonly others: readonly Finished[];
}

/** The other results that are known, those of the same objective apart, newest first. */
export function candidatesFor(base: Finished, missions: readonly Finished[]): Candidates {
  const known = new Map(missions.map((mission) => [mission.mission_id, mission]));
  known.delete(base.mission_id);
  const isSame = (mission: Finished) => isSameObjective(mission, base);
  const all = newestFirst([...known.values()]);
  return { sameObjective: all.filter(isSame), others: all.filter((mission) => !isSame(mission)) };
}

/**
 * Those that have a report. One of which that is not known yet is left out while it is being asked for, so that nothing
 * that was offered is taken away; where nobody answers, it is offered all the same.
 */
export function readableOf<T extends Finished>(missions: readonly T[], known: KnownReports, isLive: boolean) {
  const isPending = (mission: T) => isLive && !known.has(mission.mission_id);
  const readable = missions.filter((mission) => {
    const report = reportOf(mission, known);
    return report === 'there' || (report === 'unknown' && !isPending(mission));
  });
  const isComing = missions.some((mission) => reportOf(mission, known) === 'unknown' && isPending(mission));
  return { readable, isComing };
}

/** Whether two results answer the same. */
export function isSameObjective(one: Finished, other: Finished): boolean {
  return plain(one.objective) === plain(other.objective);
}

function plain(objective: string): string {
  return objective.replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
