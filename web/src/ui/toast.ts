import { createStore } from '../store.ts';
import { announce } from './announcer.ts';

/** Without a press it is gone after this long: long enough to be read twice. One with an action stays until it is closed. */
const SHOWN_MS = 6_000;
/** More would cover what they tell about. */
const MOST = 3;

interface Action {
  readonly label: string;
  readonly act: () => void;
}

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action: Action | null;
}

/** The toasts on screen, oldest first. */
export const toasts = createStore<readonly Toast[]>([]);
let made = 0;

/**
 * Says `text` at the page's edge and to screen readers: that something is done, or that something is on offer. Never the
 * only place of an error. The same words again replace what stands there. Returns what closes it.
 */
export function toast(text: string, { action = null }: { readonly action?: Action | null } = {}): () => void {
  made += 1;
  const shown: Toast = { id: made, text, action };
  const others = toasts.get().filter((one) => one.text !== text);
  toasts.set([...others, shown].slice(-MOST));
  announce('toast', text);
  const close = (): void => closeToast(shown.id);
  if (action === null) closeLater(close);
  return close;
}

export function closeToast(id: number): void {
  toasts.set(toasts.get().filter((one) => one.id !== id));
}

/** Nobody reads in a hidden tab: what was said meanwhile is there when the reader comes back. */
function closeLater(close: () => void): void {
  setTimeout(() => {
    if (!document.hidden) return close();
    document.addEventListener('visibilitychange', () => closeLater(close), { once: true });
  }, SHOWN_MS);
}
