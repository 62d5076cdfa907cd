import { assertNever } from '../../../functions/src/core/assertNever.ts';
import type { MissionStatus } from '../../../functions/src/schema/mission.ts';
import { ageText, clockText, durationText, momentText } from '../ui/duration.ts';
import type { Tone } from '../ui/tone.ts';
import { CANCELLING, STATUS_WORDS } from '../words.ts';
import type { MissionDigest } from './missionDigest.ts';

export type BadgeIcon = MissionStatus | 'cancelling';

/** A mission's status for people: icon, word and colour together, never the colour alone. */
export interface Badge {
  readonly icon: BadgeIcon;
  readonly word: string;
  readonly tone: Tone;
}

/** Which part of the list a mission belongs to. */
export type ListSection = 'needs_you' | 'active' | 'over';

/** A mission in the words of a list row and a page header. */
export interface MissionGlance {
  readonly id: string;
  readonly objective: string;
  readonly badge: Badge;
  readonly section: ListSection;
  readonly percent: number;
  readonly percentText: string;
  /** "3 of 6". */
  readonly countText: string;
  /** "Step 5 of 6 — Tool execution"; empty while there is no step. */
  readonly stepText: string;
  readonly doing: string;
  /** How long it has been running or took; empty before it ran. */
  readonly elapsedText: string;
  readonly ageText: string;
  readonly createdText: string;
  /** "62 % · objective", with "(!)" in front when it waits for its owner. */
  readonly title: string;
  readonly isMoving: boolean;
}

const TONES: Record<BadgeIcon, Tone> = {
  proposed: 'waiting',
  approved: 'paused',
  queued: 'queued',
  in_progress: 'running',
  cancelling: 'waiting',
  completed: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
};

export function missionGlance(digest: MissionDigest, now: number): MissionGlance {
  const badge = badgeOf(digest);
  const section = sectionOf(digest.status);
  const percentText = `${Math.floor(digest.percent)} %`;
  return {
    id: digest.id,
    objective: digest.objective,
    badge,
    section,
    percent: digest.percent,
    percentText,
    countText: `${digest.done} of ${digest.total}`,
    stepText: stepText(digest),
    doing: digest.doing,
    elapsedText: elapsedText(digest, now),
    ageText: ageText(digest.createdAt, now),
    createdText: momentText(digest.createdAt),
    title: titleOf(digest, section, percentText),
    isMoving: section === 'active',
  };
}

/** A step's or tool's name as words: `tool_execution` is "Tool execution". */
export function humanName(name: string): string {
  const words = name.replaceAll(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function badgeOf(digest: MissionDigest): Badge {
  const icon = digest.isCancelling && digest.status === 'in_progress' ? 'cancelling' : digest.status;
  return { icon, word: icon === 'cancelling' ? CANCELLING : STATUS_WORDS[icon], tone: TONES[icon] };
}

function sectionOf(status: MissionStatus): ListSection {
  switch (status) {
    case 'proposed':
    case 'approved':
      return 'needs_you';
    case 'queued':
    case 'in_progress':
      return 'active';
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
  return `Step ${Math.min(digest.done + 1, digest.total)} of ${digest.total} — ${humanName(digest.step)}`;
}

function elapsedText(digest: MissionDigest, now: number): string {
  if (digest.startedAt === null) return '';
  if (digest.finishedAt !== null) return durationText(digest.finishedAt - digest.startedAt);
  return clockText(now - digest.startedAt);
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
