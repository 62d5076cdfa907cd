/** A key press as far as its name goes. */
export type Press = Pick<
  KeyboardEvent,
  'altKey' | 'code' | 'ctrlKey' | 'isComposing' | 'key' | 'metaKey' | 'repeat' | 'shiftKey'
>;

const APPLE = /Mac|iPhone|iPad/;

/** Whether `Mod` is ⌘ on this device, and not Ctrl. */
export function hasCommandKey(): boolean {
  return APPLE.test(navigator.userAgent);
}

/**
 * The press as the key map writes it: `n`, `?`, `Space`, `Mod+k`. Null for what is none of ours: a press that an input
 * method is composing with, and other modifiers, which belong to the browser and the system.
 */
export function pressedKey(press: Press, isApple: boolean): string | null {
  if (press.isComposing || press.key === 'Process' || press.altKey) return null;
  const key = press.key === ' ' ? 'Space' : latinKey(press);
  if (!press.ctrlKey && !press.metaKey) return key;
  const isMod = isApple ? press.metaKey && !press.ctrlKey : press.ctrlKey && !press.metaKey;
  return isMod && !press.shiftKey ? `Mod+${key}` : null;
}

/** On a keyboard of another script the letter that stands on the same key; with Caps Lock on, the small one. */
function latinKey({ key, code, shiftKey }: Press): string {
  if (/^[^\x20-\x7e]$/.test(key) && code.startsWith('Key')) return code.slice('Key'.length).toLowerCase();
  return key.length === 1 && !shiftKey ? key.toLowerCase() : key;
}

export function isChord(combination: string): boolean {
  return combination.startsWith('Mod+');
}

/** A letter, digit or sign, or two of them: what WCAG 2.1.4 wants to be switched off. */
export function isCharacter(combination: string): boolean {
  return combination.split(' ').every((key) => key.length === 1);
}

/** Keys that may go on by themselves while they are held: they only move. */
export function mayRepeat(key: string): boolean {
  return key === 'j' || key === 'k';
}

/** A combination as its keys are labelled: `['Ctrl', 'K']`, `['g', 'm']`. */
export function keyCaps(combination: string, isApple: boolean): string[] {
  const letter = isChord(combination) ? combination.slice('Mod+'.length).toUpperCase() : null;
  return letter === null ? combination.split(' ') : [isApple ? '⌘' : 'Ctrl', letter];
}

/** A combination for `aria-keyshortcuts`; undefined for a sequence, which that attribute has no way to say. */
export function spokenKeys(combination: string, isApple: boolean): string | undefined {
  if (combination.includes(' ')) return undefined;
  return combination.replace('Mod+', isApple ? 'Meta+' : 'Control+');
}
