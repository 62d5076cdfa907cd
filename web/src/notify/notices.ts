import { session } from '../session.ts';
import { isRecord, readStored, writeStored } from '../storage.ts';
import { createStore } from '../store.ts';

/** What a notification can be about. */
export const NOTICE_EVENTS = ['completed', 'failed', 'asks'] as const;
export type NoticeEvent = (typeof NOTICE_EVENTS)[number];

/** What this device tells its user. Kept per user, and gone when they sign out. */
export interface Notices {
  readonly isOn: boolean;
  readonly events: readonly NoticeEvent[];
}

const OFF: Notices = { isOn: false, events: NOTICE_EVENTS };
const keyOf = (uid: string) => `ui.notices:${uid}`;

export const notices = createStore(stored());

/** Another user, or another tab's change. */
session.subscribe(() => notices.set(stored()));
if (typeof addEventListener === 'function') {
  addEventListener('storage', ({ key }) => key?.startsWith('ui.notices:') && notices.set(stored()));
}

function stored(): Notices {
  const { uid } = session.get();
  const value = uid === null ? null : readStored(keyOf(uid));
  if (!isRecord(value)) return OFF;
  const named: readonly unknown[] = Array.isArray(value.events) ? value.events : NOTICE_EVENTS;
  return { isOn: value.isOn === true, events: NOTICE_EVENTS.filter((event) => named.includes(event)) };
}

export function setNotices(changes: Partial<Notices>): void {
  const next = { ...notices.get(), ...changes };
  const { uid } = session.get();
  notices.set(next);
  if (uid !== null) writeStored(keyOf(uid), next);
}

/** Whether the browser lets the page show anything. */
export type Permission = NotificationPermission | 'unsupported';

export function permissionNow(): Permission {
  return 'Notification' in globalThis ? Notification.permission : 'unsupported';
}

/** Asks the browser's user, on a press only, and switches notifications on if they allow it. */
export async function switchOn(): Promise<Permission> {
  const asked = permissionNow();
  const permission = asked === 'default' ? await Notification.requestPermission() : asked;
  if (permission === 'granted') setNotices({ isOn: true });
  return permission;
}
