import { readStored, writeStored } from '../storage.ts';
import { createStore } from '../store.ts';

const KEY = 'ui.singleKeys';
/** Between the two keys of a sequence such as `g m`. */
const SEQUENCE_MS = 1_200;

/** Single letters can be switched off (WCAG 2.1.4): speech input types them by accident. */
export const singleKeys = createStore(readStored(KEY) !== false);

export function setSingleKeys(isOn: boolean): void {
  singleKeys.set(isOn);
  writeStored(KEY, isOn ? null : false);
}

/** What a key or a sequence of two does; keys are as `KeyboardEvent.key` names them, a sequence joined by a space. */
export type Bindings = Readonly<Record<string, () => void>>;

/** Calls the binding of each key that is pressed outside of fields and dialogs. Returns its end. */
export function listenToKeys(bindings: Bindings): () => void {
  let first: { key: string; at: number } | null = null;
  const hear = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !singleKeys.get() || isTaken(event.target)) return;
    const sequence =
      first !== null && event.timeStamp - first.at < SEQUENCE_MS ? `${first.key} ${event.key}` : event.key;
    const act = bindings[sequence] ?? bindings[event.key];
    first = { key: event.key, at: event.timeStamp };
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  document.addEventListener('keydown', hear);
  return () => document.removeEventListener('keydown', hear);
}

function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]') !== null) return true;
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}
