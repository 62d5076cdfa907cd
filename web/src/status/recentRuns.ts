import { ageText, durationText } from '../../../client/src/words/duration.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import { digestOf } from '../missions/missionDigest.ts';
import { type Badge, cut, missionGlance } from '../missions/missionGlance.ts';
import { FAILURE_WORDS, RECENT_WORDS } from '../words/status.ts';

/** How many of the newest are shown: those that a look takes in. */
export const SHOWN_RUNS = 30;
export const LOOKED_FAILURES = 50;

/** A bar lower than this is not seen. */
const LEAST_PERCENT = 5;

/** A mission that has ended, as a bar and as a row. */
export interface RunView {
  readonly id: string;
  readonly title: string;
  readonly badge: Badge;
  readonly tookText: string;
  readonly endedText: string;
  /** Of the highest bar. */
  readonly heightPercent: number;
  /** All of it in one sentence, for the bar's name. */
  readonly label: string;
}

export interface RecentView {
  /** Oldest first, as bars are read. */
  readonly runs: readonly RunView[];
  readonly longestText: string;
  readonly summary: string;
}

/** The newest missions that ended, each as high as it took long. */
export function recentView(missions: readonly Mission[], now: number): RecentView {
  const ended = missions
    .filter((mission) => mission.finished_at !== null)
    .toSorted((a, b) => (a.finished_at ?? '').localeCompare(b.finished_at ?? ''))
    .slice(-SHOWN_RUNS);
  const longestMs = Math.max(1, ...ended.map((mission) => tookMs(mission) ?? 0));
  const count = (status: Mission['status']) => ended.filter((mission) => mission.status === status).length;
  return {
    runs: ended.map((mission) => runView(mission, longestMs, now)),
    longestText: RECENT_WORDS.longest(durationText(longestMs)),
    summary: RECENT_WORDS.summary(count('completed'), count('failed'), count('cancelled')),
  };
}

function runView(mission: Mission, longestMs: number, now: number): RunView {
  const { badge } = missionGlance(digestOf(mission), now);
  const ms = tookMs(mission);
  const title = cut(mission.objective, 80);
  return {
    id: mission.mission_id,
    title,
    badge,
    tookText: ms === null ? RECENT_WORDS.never_ran : durationText(ms),
    endedText: ageText(toEpochMs(mission.finished_at ?? mission.created_at), now),
    heightPercent: Math.max(LEAST_PERCENT, Math.round((100 * (ms ?? 0)) / longestMs)),
    label:
      ms === null
        ? RECENT_WORDS.bar_never_ran(badge.word, title)
        : RECENT_WORDS.bar(badge.word, durationText(ms), title),
  };
}

function tookMs({ finished_at: finished, execution_record: record }: Mission): number | null {
  const start = record.progress_tracker.start_time;
  return finished === null || start === null ? null : Math.max(0, toEpochMs(finished) - toEpochMs(start));
}

/** Missions that failed for the same reason. */
export interface FailureGroup {
  readonly code: string;
  readonly count: number;
  /** What the newest of them said. */
  readonly message: string;
  readonly lastText: string;
  readonly lastId: string;
}

export interface FailuresView {
  readonly groups: readonly FailureGroup[];
  readonly hint: string;
}

/** Failures by their code, the most frequent first. */
export function failuresView(missions: readonly Mission[], now: number): FailuresView {
  const failed = missions
    .flatMap((mission) => (mission.status === 'failed' ? [mission] : []))
    .toSorted((a, b) => b.finished_at.localeCompare(a.finished_at));
  const groups = new Map<string, FailureGroup>();
  for (const { error, finished_at: at, mission_id: id } of failed) {
    const known = groups.get(error.code);
    const newest = { code: error.code, message: error.message, lastText: ageText(toEpochMs(at), now), lastId: id };
    groups.set(error.code, known === undefined ? { ...newest, count: 1 } : { ...known, count: known.count + 1 });
  }
  return {
    groups: [...groups.values()].toSorted((a, b) => b.count - a.count),
    hint: FAILURE_WORDS.hint(failed.length),
  };
}
