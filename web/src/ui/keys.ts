import { useEffect, useEffectEvent } from 'react';
import { readStored, writeStored } from '../storage.ts';
import { createStore, useStore } from '../store.ts';
import { KEY_MAP, type KeyActions, type KeyGroup } from './keyMap.ts';
import { hasCommandKey, isCharacter, isChord, mayRepeat, pressedKey, spokenKeys } from './keyNames.ts';

const KEY = 'ui.singleKeys';
/** Between the two keys of a sequence such as `g m`. */
const SEQUENCE_MS = 1_200;

/** Single letters can be switched off (WCAG 2.1.4): speech input types them by accident. */
export const singleKeys = createStore(readStored(KEY) !== false);

export function setSingleKeys(isOn: boolean): void {
  singleKeys.set(isOn);
  writeStored(KEY, isOn ? null : false);
}

/** Hears the keys of a group while the caller is on screen and `isOn`. */
export function useKeys<G extends KeyGroup>(group: G, actions: KeyActions<G>, isOn = true): void {
  const act = useEffectEvent((name: keyof KeyActions<G>) => actions[name]());
  useEffect(() => (isOn ? listenToKeys(group, act) : undefined), [group, isOn]);
}

/** What a control that does the same as a key says of it (`aria-keyshortcuts`); undefined while the key is off. */
export function useKeyHint<G extends KeyGroup>(group: G, name: keyof KeyActions<G>): string | undefined {
  const isOn = useStore(singleKeys);
  const combination = combinationOf(group, name);
  return isOn || !isCharacter(combination) ? spokenKeys(combination, hasCommandKey()) : undefined;
}

function combinationOf<G extends KeyGroup>(group: G, name: keyof KeyActions<G>): string {
  return String(KEY_MAP[group][name]);
}

/** What a combination does now; the group that came last stands first. */
const heard: ReadonlyMap<string, () => void>[] = [];

/** Calls `act` with the name of each key of the group that is pressed. Returns its end. */
function listenToKeys<G extends KeyGroup>(group: G, act: (name: keyof KeyActions<G>) => void): () => void {
  const own = new Map<string, () => void>();
  for (const name in KEY_MAP[group]) own.set(combinationOf(group, name), () => act(name));
  if (heard.length === 0) document.addEventListener('keydown', hear);
  heard.unshift(own);
  return () => {
    heard.splice(heard.indexOf(own), 1);
    if (heard.length === 0) document.removeEventListener('keydown', hear);
  };
}

let before: { readonly key: string; readonly at: number } | null = null;

function hear(event: KeyboardEvent): void {
  const key = pressedKey(event, hasCommandKey());
  if (key === null || event.defaultPrevented || isTaken(event.target, key)) return;
  const begun = before !== null && event.timeStamp - before.at < SEQUENCE_MS ? before.key : null;
  before = { key, at: event.timeStamp };
  // The second key of a sequence is that alone: `g r` must not begin a retry where `r` does.
  const combination = begun !== null && beginsSequence(begun) ? `${begun} ${key}` : key;
  const act = heard.find((own) => own.has(combination))?.get(combination);
  if (act === undefined || (event.repeat && !mayRepeat(key))) return;
  event.preventDefault();
  act();
}

function beginsSequence(key: string): boolean {
  return heard.some((own) => [...own.keys()].some((combination) => combination.startsWith(`${key} `)));
}

/** Where letters are text, or belong to a menu; a checkbox takes none. */
const FIELDS =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable], [role=menu], [role=listbox]';
/** What Enter and Space press by themselves. */
const PRESSED_BY_SPACE = 'button, summary, input, [role=button], [role=tab], [role=option]';
const PRESSED_BY_ENTER = `a[href], ${PRESSED_BY_SPACE}`;
/** Has the focus of a button that left once it was pressed (focusKeeper.ts): one press too many leads nowhere. */
const HOME = '[data-focus-home]';

function isTaken(target: EventTarget | null, key: string): boolean {
  if (document.querySelector('dialog:modal') !== null) return true;
  if (isChord(key)) return false;
  if (isCharacter(key) && !singleKeys.get()) return true;
  if (!(target instanceof Element)) return false;
  if (target.closest(FIELDS) !== null) return true;
  if ((key === 'Enter' || key === 'Space') && target.matches(HOME)) return true;
  if (key === 'Enter') return target.closest(PRESSED_BY_ENTER) !== null;
  return key === 'Space' && target.closest(PRESSED_BY_SPACE) !== null;
}
