import { countText } from '../../../client/src/words/amount.ts';
import { ageText, countdownText, whenText } from '../../../client/src/words/duration.ts';
import type { ScheduleAnswer } from '../../../functions/src/schema/schedule.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import { cut } from '../missions/missionGlance.ts';
import type { Tone } from '../ui/tone.ts';
import { SCHEDULES_PAGE } from '../words/schedules.ts';
import { cronWords } from './cronWords.ts';
import { isOwnZone } from './ownZone.ts';
import { kindText, requestParts } from './scheduleRequest.ts';

/** A schedule in words. */
export interface ScheduleView {
  readonly title: string;
  /** What kind of mission it makes; null where that can't be read. */
  readonly kind: string | null;
  /** "every day at 08:00, time of Europe/Berlin". */
  readonly rhythm: string;
  readonly word: string;
  readonly tone: Tone;
  readonly next: string;
  readonly facts: readonly string[];
  /** Why the newest one was not made. */
  readonly trouble: string | null;
  /** The list of missions with the same objective: those that it made, and any that were asked by hand. */
  readonly missionsHref: string;
}

export function scheduleView(schedule: ScheduleAnswer, now: number): ScheduleView {
  const { objective } = requestParts(schedule.request);
  const title = cut(objective, 200);
  return {
    title: title === '' ? schedule.schedule_id : title,
    kind: kindText(schedule.request),
    rhythm: `${cronWords(schedule.cron)}, ${SCHEDULES_PAGE.zone(schedule.time_zone)}`,
    ...standing(schedule),
    next: nextText(schedule, now),
    facts: factsOf(schedule, now),
    trouble: schedule.last_error?.message ?? null,
    missionsHref: `/?${new URLSearchParams({ q: cut(objective, 60).replace('…', '') })}`,
  };
}

function standing({ is_paused: isPaused, last_error: error }: ScheduleAnswer): Pick<ScheduleView, 'word' | 'tone'> {
  if (isPaused && error !== null) return { word: SCHEDULES_PAGE.stuck, tone: 'failed' };
  return isPaused ? { word: SCHEDULES_PAGE.paused, tone: 'paused' } : { word: SCHEDULES_PAGE.on, tone: 'succeeded' };
}

function nextText(schedule: ScheduleAnswer, now: number): string {
  const { is_paused: isPaused, next_at: next } = schedule;
  if (isPaused) return SCHEDULES_PAGE.next_none;
  if (next === null) return SCHEDULES_PAGE.never;
  const at = toEpochMs(next);
  return SCHEDULES_PAGE.next(ownText(at, schedule, now), countdownText(at, now));
}

/** The rhythm is told in the schedule's zone and its moments in the reader's: where these differ, it says so. */
function ownText(at: number, { time_zone: zone }: ScheduleAnswer, now: number): string {
  const when = whenText(at, now);
  return isOwnZone(zone) ? when : SCHEDULES_PAGE.own_time(when);
}

function factsOf(schedule: ScheduleAnswer, now: number): string[] {
  const { last_fired_at: fired, last_skipped_at: skipped, missed_count: missed } = schedule;
  const isNewest = skipped !== null && (fired === null || skipped > fired);
  return [
    fired === null ? SCHEDULES_PAGE.last_none : SCHEDULES_PAGE.last(ageText(toEpochMs(fired), now)),
    ...(isNewest ? [SCHEDULES_PAGE.skipped(ownText(toEpochMs(skipped), schedule, now))] : []),
    ...(missed > 0 ? [SCHEDULES_PAGE.missed(countText(missed))] : []),
  ];
}
