import { useEffect, useRef } from 'react';
import { createStore } from '../store.ts';

/** What can be done with what is on screen, for the command palette. */
export interface PageCommand {
  readonly id: string;
  readonly label: string;
  /** Found by this word as well. */
  readonly more?: string;
  /** Opens a question or leads to a button: nothing is done by a name that was typed. */
  readonly act: () => void;
}

/** Whom to ask what can be done now. */
export const commandSources = createStore<readonly (() => readonly PageCommand[])[]>([]);

/** Offers `commands` in the palette while the caller is on screen. */
export function usePageCommands(commands: readonly PageCommand[]): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    const own = (): readonly PageCommand[] => latest.current;
    commandSources.set([...commandSources.get(), own]);
    return () => commandSources.set(commandSources.get().filter((source) => source !== own));
  }, []);
}
