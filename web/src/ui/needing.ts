import { useEffect } from 'react';
import { createStore } from '../store.ts';

/** Who knows how many missions need a person: the list that is on screen, and what listens for notifications. */
interface Needing {
  readonly list: number;
  readonly notices: number;
}

export const needing = createStore<Needing>({ list: 0, notices: 0 });

export function setNeeding(changes: Partial<Needing>): void {
  needing.set({ ...needing.get(), ...changes });
}

/** Tells how many missions of the list need a person, while it is on screen. */
export function useNeeding(count: number): void {
  useEffect(() => {
    setNeeding({ list: count });
    return () => setNeeding({ list: 0 });
  }, [count]);
}

/** A title that says so too: "(2!) Missions". One that says it of its own mission stays. */
export function titleWith({ list, notices }: Needing, title: string): string {
  const count = Math.max(list, notices);
  return count === 0 || title.startsWith('(!)') ? title : `(${count}!) ${title}`;
}
