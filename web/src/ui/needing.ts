import { createStore } from '../store.ts';

/** How many missions are known to need a person: set by the list that is on screen, or by what listens for notifications. */
export const needing = createStore(0);

/** A title that says so too: "(2!) Missions". One that says it of its own mission stays. */
export function titleWith(count: number, title: string): string {
  return count === 0 || title.startsWith('(!)') ? title : `(${count}!) ${title}`;
}
