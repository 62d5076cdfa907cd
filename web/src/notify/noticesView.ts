import type { Mission } from '../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import type { Tone } from '../ui/tone.ts';
import { NOTICE_MANY, NOTICE_TITLES, NOTIFICATION_STATES } from '../words/notifications.ts';
import type { Notices, Permission } from './notices.ts';
import type { Turn } from './turns.ts';

/** How notifications stand, in words, and what can be done about it. */
export interface NoticesView {
  readonly word: string;
  readonly text: string;
  readonly tone: Tone;
  readonly action: 'turn_on' | 'turn_off' | null;
}

export function noticesView({ isOn }: Notices, permission: Permission): NoticesView {
  switch (permission) {
    case 'unsupported':
      return { ...NOTIFICATION_STATES.unsupported, tone: 'cancelled', action: null };
    case 'denied':
      return { ...NOTIFICATION_STATES.denied, tone: 'failed', action: null };
    case 'default':
      return { ...NOTIFICATION_STATES.off, tone: 'cancelled', action: 'turn_on' };
    case 'granted':
      return isOn
        ? { ...NOTIFICATION_STATES.on, tone: 'succeeded', action: 'turn_off' }
        : { ...NOTIFICATION_STATES.off_allowed, tone: 'cancelled', action: 'turn_on' };
  }
}

/** A notification as the system shows it. */
export interface Note {
  readonly title: string;
  readonly body: string;
  /** The same tag replaces, so that no event stands there twice. */
  readonly tag: string;
  readonly href: string;
}

/** More at once are told of in one. */
const MOST = 3;
/** Systems cut what is longer, each at another place. */
const LONGEST = 140;

export function notesOf(turns: readonly Turn[]): Note[] {
  if (turns.length > MOST) {
    return [{ title: NOTICE_MANY.title(turns.length), body: NOTICE_MANY.text, tag: 'many', href: '/' }];
  }
  return turns.map(({ key, event, id, objective, text }) => ({
    title: `${NOTICE_TITLES[event]}: ${short(objective, LONGEST / 2)}`,
    body: short(text, LONGEST),
    tag: key,
    href: `/m/${id}`,
  }));
}

function short(text: string, length: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1).trimEnd()}…`;
}

/** Shorter runs are over before anybody has gone elsewhere. */
const LONG_MS = 60_000;

/** Whether to offer beside this run that its end is told. The browser that said no is not asked again. */
export function isWorthAnOffer(mission: Mission, permission: Permission, now: number): boolean {
  const startedAt = mission.execution_record.progress_tracker.start_time;
  if (mission.status !== 'in_progress' || startedAt === null) return false;
  return (permission === 'default' || permission === 'granted') && now - toEpochMs(startedAt) >= LONG_MS;
}
