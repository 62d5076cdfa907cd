import { type CalmEta, calmEta, HOLD_MS } from '../../../functions/src/core/calmEta.ts';
import { estimate } from '../../../functions/src/core/eta.ts';
import type { Eta } from '../../../functions/src/schema/api.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import type { MissionStats } from '../../../functions/src/schema/missionStats.ts';
import { toInstant } from '../../../functions/src/schema/time.ts';
import { ABOUT_TO_GO_ON, type EtaView, etaView, hasRun } from './etaText.ts';
import { asOf } from './saidEtas.ts';

/** What an estimate rests on. `stats` undefined: whether there are earlier runs is not known yet. */
export interface EtaInput {
  readonly mission: Mission;
  readonly stats: MissionStats | null | undefined;
  readonly now: number;
  /** The server's time, where `now` stands still because the server is silent. */
  readonly clock?: number;
  /** The mission's number in line, where it is known. */
  readonly position: number | null;
  /** The server's word on the mission is as new as it gets. */
  readonly isHeard: boolean;
  /** "as of 14:02" where it is no longer new; else empty. */
  readonly asOf: string;
  /** What an earlier visit, or another screen, said of it last. */
  readonly recalled: EtaView | null;
}

/** The estimate as it is on screen. */
export interface ShownEta {
  readonly view: EtaView;
  /** The same without its time. */
  readonly said: EtaView;
  /** It was said before, and nothing on this page speaks for it. */
  readonly isRecalled: boolean;
  /** The numbers behind the words. */
  readonly eta: Eta;
  /** Null where there is no time left to tell. */
  readonly calm: CalmEta | null;
  /** Since when the words have been there. */
  readonly since: number;
  readonly input: EtaInput;
}

/** Whether there is something to explain: nobody asks how it is known that a mission waits. */
export function isExplained({ eta, isRecalled }: ShownEta): boolean {
  return eta.p50 !== null || (!isRecalled && (eta.note === 'too_early' || eta.note === 'stalled'));
}

/**
 * What to show next: numbers that follow the estimate calmly, in words that stay for 5 s at least, for what changes
 * faster is read as noise. A fact (stalled, stopping, over) shows at once, and so does its end. While the server is not
 * heard an estimate that was known stays, and says as of when it is.
 */
export function nextShownEta(before: ShownEta | null, input: EtaInput): ShownEta {
  if (before !== null && isSame(before.input, input)) return before;
  const told = toldOf(before, input);
  if (before === null || !reads(before.said, told.said)) {
    // What was recalled gives way at once to what is known.
    const isHeld =
      before !== null && !before.isRecalled && before.said.isTimeLeft && told.said.isTimeLeft && !told.isRecalled;
    if (!isHeld || !isRecent(before.since, input.now)) return shownAs(told, input.now, input);
  }
  return shownAs({ ...told, said: before.said }, before.since, input);
}

type Told = Pick<ShownEta, 'said' | 'eta' | 'calm' | 'isRecalled'>;

function shownAs(told: Told, since: number, input: EtaInput): ShownEta {
  return { ...told, view: told.isRecalled ? told.said : asOf(told.said, input.asOf), since, input };
}

/** The newest that can be said, or what was said last where the page can't know better. */
function toldOf(before: ShownEta | null, input: EtaInput): Told {
  const { mission, now, clock = now, position, stats, isHeard, recalled } = input;
  const { eta, calm } = calmly(before?.calm ?? null, input);
  const isUnsure = eta.note === 'too_early' && (!isHeard || stats === undefined);
  if (isUnsure && before !== null && before.said.isTimeLeft && before.input.mission.attempt === mission.attempt) {
    return before;
  }
  if (before !== null && eta.note === 'too_early' && isGoingOn(before, input)) {
    return { said: ABOUT_TO_GO_ON, eta: before.eta, calm: null, isRecalled: false };
  }
  if (isUnsure && recalled !== null) return { said: recalled, eta, calm, isRecalled: true };
  return { said: etaView(mission, eta, { now, clock }, position), eta, calm, isRecalled: false };
}

/**
 * Whether it has only just been taken up again after a wait. An estimate that is about to come would make "Estimating…" a
 * flash; the tracker's first move, or 5 s, end that.
 */
function isGoingOn({ eta, said, since, input }: ShownEta, { mission, now }: EtaInput): boolean {
  const percent = (of: Mission) => of.execution_record.progress_tracker.progress_percent;
  if (mission.status !== 'in_progress' || eta.note !== 'waiting' || !hasRun(input.mission)) return false;
  if (input.mission.attempt !== mission.attempt || percent(input.mission) !== percent(mission)) return false;
  return input.mission.status !== 'in_progress' || said.text !== ABOUT_TO_GO_ON.text || isRecent(since, now);
}

/** Of several missions, by their id. The same map if nothing is new. */
export function nextShownEtas(
  before: ReadonlyMap<string, ShownEta>,
  inputs: readonly EtaInput[],
): ReadonlyMap<string, ShownEta> {
  const next = inputs.map(
    (input) => [input.mission.mission_id, nextShownEta(before.get(input.mission.mission_id) ?? null, input)] as const,
  );
  const isNew = next.length !== before.size || next.some(([id, shown]) => before.get(id) !== shown);
  return isNew ? new Map(next) : before;
}

function isSame(one: EtaInput, other: EtaInput): boolean {
  return (
    one.mission === other.mission &&
    one.stats === other.stats &&
    one.now === other.now &&
    one.clock === other.clock &&
    one.position === other.position &&
    one.isHeard === other.isHeard &&
    one.asOf === other.asOf &&
    one.recalled?.text === other.recalled?.text
  );
}

/** A clock that was set back makes nothing recent. */
function isRecent(since: number, now: number): boolean {
  return now >= since && now - since < HOLD_MS;
}

function reads(one: EtaView, other: EtaView): boolean {
  return one.text === other.text && one.remark === other.remark && one.isTimeLeft === other.isTimeLeft;
}

function calmly(before: CalmEta | null, { mission, stats, now }: EtaInput): { eta: Eta; calm: CalmEta | null } {
  const at = toInstant(now);
  if (stats === undefined) return { eta: withoutNumbers(estimate(mission, null, at)), calm: null };
  const eta = estimate(mission, stats, at);
  const { p10, p50, p90, basis, samples, usual_seconds } = eta;
  // While nobody works on it, nothing counts down.
  if (p10 === null || p50 === null || p90 === null || basis === 'none' || eta.finish_at === null) {
    return { eta, calm: null };
  }
  const isOverdue = eta.note === 'longer_than_usual';
  const newest = { p10, p50, p90, basis, samples, usual_seconds, is_overdue: isOverdue };
  const calm = calmEta(before, newest, at);
  return { eta: { ...eta, p10: calm.p10, p50: calm.p50, p90: calm.p90, finish_at: calm.finish_at }, calm };
}

/** A rate that history corrects a moment later would be a jump. */
function withoutNumbers(eta: Eta): Eta {
  const isGuess = eta.note === null || eta.note === 'first_run' || eta.note === 'longer_than_usual';
  const none = { p10: null, p50: null, p90: null, finish_at: null, usual_seconds: null } as const;
  return { ...none, basis: 'none', samples: 0, note: isGuess ? 'too_early' : eta.note };
}
