import { ordinalText } from '../../../client/src/words/amount.ts';
import { durationText } from '../../../client/src/words/duration.ts';
import { rangeText, usualText, type Wording } from '../../../client/src/words/timeLeft.ts';
import { assertNever } from '../../../functions/src/core/assertNever.ts';
import type { Eta } from '../../../functions/src/schema/api.ts';
import type { Mission, MissionIn } from '../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import { ETA_WORDS, NO_ETA_WORDS, NOT_STARTED_WORDS, SILENT_WORDS } from '../words/estimate.ts';
import { WAIT_WORDS } from '../words/mission.ts';
import { aheadShort, aheadText, type Clocks } from './ahead.ts';
import { waitEtaText } from './waitView.ts';

/** An estimate in words. */
export interface EtaView {
  /** "about 6 to 9 min left", or why nobody can say; empty when the mission is over. */
  readonly text: string;
  /** What there is to add, such as "taking longer than usual (usually 12 min)"; mostly empty. */
  readonly remark: string;
  /** Both, with the units in full. */
  readonly spoken: string;
  /** That `text` is an estimate of the time left, which may change by itself; else it is a fact. */
  readonly isTimeLeft: boolean;
}

/** Of a mission that this page is starting. */
export const ABOUT_TO_START: EtaView = {
  ...{ text: NOT_STARTED_WORDS.about_to_start, spoken: NOT_STARTED_WORDS.about_to_start },
  ...{ remark: '', isTimeLeft: false },
};

/** Of a mission that goes on after it has waited, until its runner has said something to tell the time left by. */
export const ABOUT_TO_GO_ON: EtaView = {
  ...{ text: WAIT_WORDS.about_to_go_on, spoken: WAIT_WORDS.about_to_go_on },
  ...{ remark: '', isTimeLeft: false },
};

/** `eta` in words. `position`: the mission's number in line. */
export function etaView(mission: Mission, eta: Eta, clocks: Clocks, position: number | null): EtaView {
  const { text, remark } = etaWords(mission, eta, clocks, position, 'short');
  const said = etaWords(mission, eta, clocks, position, 'spoken');
  const spoken = [said.text, said.remark].filter(Boolean).join(', ');
  return { text, remark, spoken, isTimeLeft: isWorking(eta) };
}

interface Words {
  readonly text: string;
  readonly remark: string;
}

function etaWords(mission: Mission, eta: Eta, clocks: Clocks, position: number | null, wording: Wording): Words {
  const range = rangeOf(eta, wording);
  switch (eta.note) {
    case null:
    case 'first_run':
      return only(ETA_WORDS.left(range));
    case 'longer_than_usual':
      return { text: ETA_WORDS.left(range), remark: longerText(eta) };
    case 'over':
      return only('');
    case 'not_started':
      return { text: restingText(mission, clocks, position), remark: usuallyText(eta) };
    case 'waiting':
    case 'paused':
      return {
        text: restingText(mission, clocks, position),
        remark: range === '' ? '' : hasTurn(mission) ? ETA_WORDS.after_that(range) : ETA_WORDS.work_left(range),
      };
    case 'stalled':
      return only(stalledText(mission, clocks.now));
    case 'retrying':
      return only(nextTryText(mission, clocks));
    case 'too_early':
      return only(tooEarlyText(mission, clocks));
    case 'pausing':
    case 'cancelling':
      return only(NO_ETA_WORDS[eta.note]);
    default:
      return assertNever(eta.note);
  }
}

/** Whether it says what the work comes after: an answer, a moment, its turn. A pause, or a worker's silence, has no end. */
function hasTurn({ status, queue_place: place }: Mission): boolean {
  return status === 'waiting' || place === 'scheduled' || place === 'in_line';
}

function only(text: string): Words {
  return { text, remark: '' };
}

function tooEarlyText(mission: Mission, clocks: Clocks): string {
  if (mission.execution_record.progress_tracker.current_step?.status === 'retrying')
    return nextTryText(mission, clocks);
  // Nobody can estimate what has no known end.
  return isEndless(mission) ? '' : NO_ETA_WORDS.too_early;
}

/** Whether somebody works on it, and there is a time left to tell. */
function isWorking(eta: Eta): boolean {
  return eta.p50 !== null && (eta.note === null || eta.note === 'first_run' || eta.note === 'longer_than_usual');
}

function rangeOf({ p10, p90 }: Eta, wording: Wording): string {
  return p10 === null || p90 === null ? '' : rangeText(p10, p90, wording);
}

function longerText({ usual_seconds: usual }: Eta): string {
  return usual === null ? ETA_WORDS.longer : ETA_WORDS.longer_than(usualText(usual));
}

function usuallyText({ usual_seconds: usual, p50 }: Eta): string {
  const seconds = usual ?? p50;
  if (seconds === null) return '';
  return seconds < 1 ? ETA_WORDS.usually(usualText(seconds)) : ETA_WORDS.usually_about(usualText(seconds));
}

function isEndless({ external }: Mission): boolean {
  return external?.is_growing === true && external.expected_steps === null;
}

/** What a mission does that nobody works on. */
function restingText(mission: Mission, clocks: Clocks, position: number | null): string {
  switch (mission.status) {
    case 'proposed':
    case 'approved':
      return NOT_STARTED_WORDS[mission.status];
    case 'queued':
      return queuedText(mission, clocks, position);
    case 'waiting':
      return waitEtaText(mission.wait, clocks);
    case 'paused':
      return NO_ETA_WORDS.paused;
    case 'in_progress':
    case 'completed':
    case 'failed':
    case 'cancelled':
      return '';
    default:
      return assertNever(mission);
  }
}

/** Where it stands: scheduled, in line, or with a slot. */
function queuedText(mission: MissionIn<'queued'>, clocks: Clocks, position: number | null): string {
  switch (mission.queue_place) {
    case 'scheduled': {
      const at = mission.not_before === null ? clocks.now : toEpochMs(mission.not_before);
      return at <= clocks.now ? NOT_STARTED_WORDS.about_to_start : NOT_STARTED_WORDS.starts_at(aheadText(at, clocks));
    }
    case 'in_line':
      return position === null ? NOT_STARTED_WORDS.in_line : NOT_STARTED_WORDS.place(ordinalText(position));
    case 'admitted':
    case null:
      if (mission.external !== null) return NOT_STARTED_WORDS.no_worker;
      // After an answer, a signal or a pause it starts nothing.
      return hasRun(mission) ? WAIT_WORDS.about_to_go_on : NOT_STARTED_WORDS.about_to_start;
    default:
      return assertNever(mission.queue_place);
  }
}

/** Whether this attempt has begun: one that is queued goes on then. */
export function hasRun({ execution_record: record }: Mission): boolean {
  return record.progress_tracker.start_time !== null;
}

function stalledText(mission: Mission, now: number): string {
  const silence = durationText(Math.floor((now - toEpochMs(mission.updated_at)) / 1000) * 1000);
  return SILENT_WORDS.silent_for(mission.external === null ? SILENT_WORDS.runner : SILENT_WORDS.worker, silence);
}

function nextTryText(mission: Mission, clocks: Clocks): string {
  const at = mission.execution_record.progress_tracker.current_step?.next_try_at ?? null;
  return at === null ? ETA_WORDS.trying : ETA_WORDS.next_try(aheadShort(toEpochMs(at), clocks));
}
