import { clockText, durationText } from '../../../client/src/words/duration.ts';
import { SPENT_WORDS } from '../words/shared.ts';
import type { MissionDigest } from './missionDigest.ts';

/** Waiting that is shorter than both is not worth a clause: every mission that was paused spends a moment in line. */
const WORTH_SAYING_MS = 2_000;
const WORTH_SAYING_SHARE = 0.05;

/** What a mission that is under way but not running does with its time. */
const IDLE_WORDS: Partial<Record<MissionDigest['status'], string>> = SPENT_WORDS.idle;

/** How long the present attempt has been under way or took, idle time included; empty before it ran. */
export function elapsedText(digest: MissionDigest, now: number): string {
  if (digest.startedAt === null) return '';
  const end = digest.finishedAt ?? now;
  return digest.finishedAt === null ? clockText(end - digest.startedAt) : durationText(end - digest.startedAt);
}

/** The same as a clause that never calls waiting work. */
export function spentText(digest: MissionDigest, now: number): string {
  const { startedAt, finishedAt, idleSince } = digest;
  if (startedAt === null) return '';
  const elapsedMs = (finishedAt ?? now) - startedAt;
  const idleMs = digest.idleMs + (idleSince === null || finishedAt !== null ? 0 : Math.max(0, now - idleSince));
  const word = IDLE_WORDS[digest.status];
  if (word !== undefined && idleSince !== null) {
    return SPENT_WORDS.ran_and_idle(clockText(elapsedMs - idleMs), word, clockText(now - idleSince));
  }
  const isWorthSaying = idleMs >= WORTH_SAYING_MS && idleMs >= elapsedMs * WORTH_SAYING_SHARE;
  const spent = finishedAt === null ? SPENT_WORDS.running : SPENT_WORDS.took;
  return `${spent(elapsedText(digest, now))}${isWorthSaying ? SPENT_WORDS.of_which(clockText(idleMs)) : ''}`;
}
