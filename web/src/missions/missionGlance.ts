import { countText } from '../../../client/src/words/amount.ts';
import { ageText, momentText } from '../../../client/src/words/duration.ts';
import { assertNever } from '../../../functions/src/core/assertNever.ts';
import type { MissionStatus } from '../../../functions/src/schema/mission.ts';
import type { Tone } from '../ui/tone.ts';
import { GLANCE_WORDS, STATUS_WORDS, STOPPING_WORDS, WAITING_WORDS } from '../words/shared.ts';
import type { MissionDigest } from './missionDigest.ts';
import { elapsedText, spentText } from './timeSpent.ts';

export type BadgeIcon = MissionStatus | 'cancelling' | 'pausing';

/** A mission's status for people: icon, word and colour together, never the colour alone. */
export interface Badge {
  readonly icon: BadgeIcon;
  readonly word: string;
  /** The same where there is little room: the status alone. */
  readonly shortWord: string;
  readonly tone: Tone;
}

/** Which part of the list a mission belongs to. */
export type ListSection = 'needs_you' | 'active' | 'resting' | 'over';

/** A mission in the words of a list row and a page header. */
export interface MissionGlance {
  readonly id: string;
  readonly objective: string;
  readonly tags: readonly string[];
  readonly badge: Badge;
  readonly section: ListSection;
  /** Null where nobody knows how many steps are to come. */
  readonly percent: number | null;
  /** "62 %", or "7 steps done" where there is no percent. */
  readonly percentText: string;
  /** "3 of 6"; empty where nobody knows of how many. */
  readonly countText: string;
  /** "Step 5 of 6 — Tool execution"; empty while there is no step. */
  readonly stepText: string;
  readonly doing: string;
  /** How long it has been running or took; empty before it ran. */
  readonly elapsedText: string;
  /** The same as a clause that tells work from waiting: "running for 4 min (of which 2 min waiting)". */
  readonly spentText: string;
  readonly ageText: string;
  readonly createdText: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** "attempt 2"; empty for the first. */
  readonly attemptText: string;
  /** "62 % · objective", with "(!)" in front when it waits for its owner. */
  readonly title: string;
  readonly isMoving: boolean;
  /** It changes by itself: somebody works on it, or it waits for its turn or for what may come. */
  readonly isUnderWay: boolean;
}

const TONES: Record<BadgeIcon, Tone> = {
  proposed: 'waiting',
  approved: 'paused',
  queued: 'queued',
  in_progress: 'running',
  waiting: 'waiting',
  paused: 'paused',
  pausing: 'paused',
  cancelling: 'waiting',
  completed: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
};

export function missionGlance(digest: MissionDigest, now: number): MissionGlance {
  const section = sectionOf(digest);
  const percentText =
    digest.percent === null ? GLANCE_WORDS.steps_done(digest.done) : `${Math.floor(digest.percent)} %`;
  return {
    id: digest.id,
    objective: digest.objective,
    tags: digest.tags,
    badge: badgeOf(digest),
    section,
    percent: digest.percent,
    percentText,
    countText: digest.percent === null ? '' : GLANCE_WORDS.of(countText(digest.done), countText(digest.total)),
    stepText: stepText(digest),
    doing: digest.doing,
    elapsedText: elapsedText(digest, now),
    spentText: spentText(digest, now),
    ageText: ageText(digest.createdAt, now),
    createdText: momentText(digest.createdAt),
    createdAt: digest.createdAt,
    updatedAt: digest.updatedAt,
    attemptText: digest.attempt > 1 ? GLANCE_WORDS.attempt(countText(digest.attempt)) : '',
    title: titleOf(digest, section, percentText),
    isMoving: section === 'active',
    isUnderWay: digest.status === 'queued' || digest.status === 'in_progress' || digest.status === 'waiting',
  };
}

/** The same with its age by a clock that always goes: when it was made is known, however old the rest is. */
export function agedBy<T extends MissionGlance>(glance: T, clock: number): T {
  return { ...glance, ageText: ageText(glance.createdAt, clock) };
}

/** A step's or tool's name as words: `tool_execution` is "Tool execution". */
export function humanName(name: string): string {
  const words = name.replaceAll(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function badgeOf(digest: MissionDigest): Badge {
  const { status } = digest;
  if (status === 'in_progress' && digest.control !== null) {
    const icon = digest.control === 'cancel' ? 'cancelling' : 'pausing';
    return badge(icon, STOPPING_WORDS[digest.control]);
  }
  const long = status === 'waiting' && digest.waitsFor !== null ? WAITING_WORDS[digest.waitsFor] : STATUS_WORDS[status];
  return badge(status, STATUS_WORDS[status], long);
}

function badge(icon: BadgeIcon, shortWord: string, word = shortWord): Badge {
  return { icon, word, shortWord, tone: TONES[icon] };
}

/** Which part of the list it belongs to. */
export function sectionOf({ status, place, waitsFor }: MissionDigest): ListSection {
  switch (status) {
    case 'proposed':
    case 'approved':
      return 'needs_you';
    case 'waiting':
      return waitsFor === 'approval' ? 'needs_you' : 'resting';
    case 'queued':
      // About to start: it would leap from section to section within a second.
      return place === 'scheduled' || place === 'in_line' ? 'resting' : 'active';
    case 'in_progress':
      return 'active';
    case 'paused':
      return 'resting';
    case 'completed':
    case 'failed':
    case 'cancelled':
      return 'over';
    default:
      return assertNever(status);
  }
}

function stepText(digest: MissionDigest): string {
  if (digest.step === null) return '';
  const number = digest.done + 1;
  if (digest.percent === null) return GLANCE_WORDS.step(countText(number), humanName(digest.step));
  const shown = countText(Math.min(number, digest.total));
  return GLANCE_WORDS.step_of(shown, countText(digest.total), humanName(digest.step));
}

function titleOf(digest: MissionDigest, section: ListSection, percentText: string): string {
  const objective = cut(digest.objective, 80);
  if (section === 'needs_you') return `(!) ${objective}`;
  return digest.startedAt === null ? objective : `${percentText} · ${objective}`;
}

/** `text` in at most `length` characters, on one line. */
export function cut(text: string, length: number): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= length ? line : `${line.slice(0, length - 1).trimEnd()}…`;
}
