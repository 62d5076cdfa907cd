import { createStore } from '../../store.ts';
import type { ActionView } from '../actionViews.ts';

/** The mission whose menu is open. */
export const menuFor = createStore<string | null>(null);

/** The mission that is looked at beside the list. */
export const peeked = createStore<string | null>(null);

/** What the menu of a row asks before it does something. */
export interface RowQuestion {
  readonly id: string;
  readonly key: ActionView['key'] | 'delete';
}
export const rowQuestion = createStore<RowQuestion | null>(null);

/** There is room for a panel beside the list from here on. */
export const PEEK_ROOM = '(min-width: 80rem)';

export function togglePeek(id: string): void {
  peeked.set(peeked.get() === id || !matchMedia(PEEK_ROOM).matches ? null : id);
}

/** The focus goes back to the row that was looked at, if it was in the panel or nowhere. */
export function closePeek(): void {
  const id = peeked.get();
  const isInside = document.querySelector('[data-peek]:focus-within') !== null;
  peeked.set(null);
  if (id !== null && isInside) document.getElementById(`row-${id}`)?.focus();
}
