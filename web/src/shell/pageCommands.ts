import { useEffect, useEffectEvent } from 'react';

/** What can be done with what is on screen, for the command palette. */
export interface PageCommand {
  readonly id: string;
  readonly label: string;
  /** Opens a question or leads to a button: nothing is done by a name that was typed. */
  readonly act: () => void;
}

const asked: (() => readonly PageCommand[])[] = [];

/** Offers `commands` in the palette while the caller is on screen. They are asked for when the palette opens. */
export function usePageCommands(commands: () => readonly PageCommand[]): void {
  const ask = useEffectEvent(commands);
  useEffect(() => {
    const own = (): readonly PageCommand[] => ask();
    asked.push(own);
    return () => void asked.splice(asked.indexOf(own), 1);
  }, []);
}

/** What can be done now with what is on screen. */
export function pageCommands(): PageCommand[] {
  return asked.flatMap((ask) => ask());
}
