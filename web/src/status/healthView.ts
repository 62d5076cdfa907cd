import { clockText, durationText, minuteText } from '../../../client/src/words/duration.ts';
import type { HealthReason, ReadyAnswer } from '../../../functions/src/schema/health.ts';
import type { Freshness } from '../shell/freshness.ts';
import type { Tone } from '../ui/tone.ts';
import { PART_MEANINGS, PART_NEXT, PART_WORDS, REASON_WORDS, STATUS_PAGE } from '../words/status.ts';
import { measuredText } from './figures.ts';
import type { Health } from './useHealth.ts';

export type PartState = 'ok' | 'failing' | 'unknown' | 'idle';

/** A part of the service in words. */
export interface PartView {
  readonly name: string;
  /** What it does, for whoever points at its name. */
  readonly meaning: string;
  readonly state: PartState;
  readonly word: string;
  readonly tone: Tone;
  readonly detail: string;
  /** What to do about it; empty unless it fails. */
  readonly next: string;
}

/** A threshold that is crossed, in words. */
export interface ReasonView {
  readonly title: string;
  readonly measured: string;
  readonly next: string;
  readonly tone: Tone;
}

export interface HealthView {
  readonly sentence: string;
  readonly tone: Extract<Tone, 'succeeded' | 'waiting' | 'failed' | 'queued'>;
  /** Under the sentence; empty where it says all. */
  readonly text: string;
  readonly parts: readonly PartView[];
  readonly reasons: readonly ReasonView[];
}

/** What somebody's own missions say of the runners; null while nobody is signed in. */
export interface OwnRunning {
  readonly running: number;
  readonly silent: number;
}

/** A running mission is written every few seconds, and its runner counts as lost after so long. */
const SILENT_SECONDS = 20;

const TONES: Record<PartState, Tone> = { ok: 'succeeded', failing: 'failed', unknown: 'queued', idle: 'queued' };

export function healthView(health: Health, own: OwnRunning | null, freshness: Freshness): HealthView {
  const parts = [
    apiPart(health, freshness),
    ...(['firestore', 'tasks', 'auth'] as const).map((name) => servicePart(name, health)),
    runnerPart(health, own, freshness),
    ...(own === null ? [] : [livePart(freshness)]),
  ];
  const crossed = (health.metrics?.reasons ?? []).map(reasonView);
  // As many as the sentence counts, each by its name.
  const problems = [...parts.filter(({ state }) => state === 'failing').map(partReason), ...crossed];
  const reasons = health.isSilent || health.checkedAt === null ? [] : problems;
  return { ...headOf(health, reasons.length, isAway(freshness)), parts, reasons };
}

/** The device itself has no connection: that says nothing of the service. */
export function isAway({ status, isUnreachable }: Freshness): boolean {
  return status === 'offline' && !isUnreachable;
}

type Head = Pick<HealthView, 'sentence' | 'tone' | 'text'>;

function headOf(health: Health, problems: number, isDeviceAway: boolean): Head {
  if (health.checkedAt === null) return { sentence: STATUS_PAGE.checking, tone: 'queued', text: '' };
  if (health.isSilent) {
    const old = health.answeredAt === null ? '' : ` ${STATUS_PAGE.as_of_old(minuteText(health.answeredAt))}`;
    if (isDeviceAway) return { sentence: STATUS_PAGE.away, tone: 'waiting', text: `${STATUS_PAGE.away_text}${old}` };
    return { sentence: STATUS_PAGE.unreachable, tone: 'failed', text: `${STATUS_PAGE.unreachable_text}${old}` };
  }
  if (problems === 0) return { sentence: STATUS_PAGE.all_ok, tone: 'succeeded', text: '' };
  return { sentence: STATUS_PAGE.problems(problems), tone: 'failed', text: '' };
}

function partReason({ name, word, detail, next }: PartView): ReasonView {
  return { title: STATUS_PAGE.part_problem(name, word), measured: detail, next, tone: 'failed' };
}

function part(kind: keyof typeof PART_NEXT, state: PartState, detail: string): PartView {
  const next = state === 'failing' ? PART_NEXT[kind] : '';
  return {
    name: PART_WORDS[kind],
    meaning: PART_MEANINGS[kind],
    state,
    word: PART_WORDS[state],
    tone: TONES[state],
    detail,
    next,
  };
}

function apiPart({ alive, aliveMs, isSilent, answeredAt, checkedAt }: Health, freshness: Freshness): PartView {
  if (checkedAt === null) return part('api', 'unknown', PART_WORDS.not_asked);
  if (isSilent && isAway(freshness)) return part('api', 'unknown', lostText(answeredAt));
  if (isSilent || alive === null || aliveMs === null) return part('api', 'failing', PART_WORDS.silent);
  const up = PART_WORDS.up(durationText(alive.up_seconds * 1000));
  return part('api', 'ok', `${PART_WORDS.answered(aliveMs)}; ${up}`);
}

/** What another part says goes through the API: without it, nothing is known of them. */
function servicePart(name: ReadyAnswer['parts'][number]['name'], { ready, isSilent, answeredAt }: Health): PartView {
  const known = ready?.parts.find((one) => one.name === name);
  if (isSilent) return part(name, 'unknown', lostText(answeredAt));
  if (known === undefined) return part(name, 'unknown', PART_WORDS.not_asked);
  return part(name, known.status, known.detail ?? PART_WORDS.answered(known.latency_ms));
}

function lostText(answeredAt: number | null): string {
  return answeredAt === null ? PART_WORDS.lost : PART_WORDS.lost_since(minuteText(answeredAt));
}

/** Of all runners where the figures may be seen, else of those that work for whoever looks, as far as the page hears of them. */
function runnerPart({ metrics, isSilent, answeredAt }: Health, own: OwnRunning | null, freshness: Freshness): PartView {
  const database = isSilent ? null : (metrics?.database ?? null);
  if (database !== null) {
    const { oldest_heartbeat_seconds: seconds } = database;
    if (seconds === null) return part('runner', 'idle', PART_WORDS.nothing_runs);
    const detail = PART_WORDS.heartbeat(clockText(seconds * 1000));
    return part('runner', seconds > SILENT_SECONDS ? 'failing' : 'ok', detail);
  }
  if (own === null) return part('runner', 'unknown', isSilent ? lostText(answeredAt) : PART_WORDS.signed_out);
  // What the page last heard says nothing of how they do now.
  if (freshness.status === 'offline') return part('runner', 'unknown', PART_WORDS.unheard(freshness.heard));
  if (freshness.status !== 'live' && freshness.status !== 'polling') {
    return part('runner', 'unknown', [freshness.cause, freshness.heard].join(' ').trim());
  }
  if (own.silent > 0) return part('runner', 'failing', PART_WORDS.own_silent(own.silent));
  if (own.running === 0) return part('runner', 'idle', PART_WORDS.nothing_runs);
  return part('runner', 'ok', PART_WORDS.own_alive(own.running));
}

/** How this page itself hears of changes. */
function livePart(freshness: Freshness): PartView {
  const { status, word, cause, heard } = freshness;
  const detail = [cause, heard].filter(Boolean).join(' ');
  if (status === 'live') return part('live', 'ok', detail);
  const state = status === 'offline' && !isAway(freshness) ? 'failing' : 'unknown';
  return { ...part('live', state, detail), word: word || PART_WORDS.unknown };
}

function reasonView({ name, level, measured, threshold, unit, next }: HealthReason): ReasonView {
  return {
    title: REASON_WORDS[name],
    measured: measuredText(measured, threshold, unit),
    next,
    tone: level === 'failing' ? 'failed' : 'waiting',
  };
}
