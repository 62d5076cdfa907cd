import { describe, expect, it, test } from 'vitest';
import { KEY_MAP, type KeyGroup } from '../../../web/src/ui/keyMap.ts';
import { isCharacter, keyCaps, type Press, pressedKey, spokenKeys } from '../../../web/src/ui/keyNames.ts';

/** Groups that are heard at the same time. */
const TOGETHER: readonly (readonly KeyGroup[])[] = [
  ['page', 'list'],
  ['page', 'results'],
  ['page', 'mission', 'views', 'steps', 'log'],
];

test.each(TOGETHER)('no key means two things at once (%s, %s)', (...groups) => {
  const keys = groups.flatMap((group): string[] => Object.values(KEY_MAP[group]));
  expect(keys.length).toBeGreaterThan(8);
  expect(new Set(keys).size).toBe(keys.length);
  // The first key of a sequence must do nothing by itself.
  const begun = keys.filter((key) => key.includes(' ')).map((key) => key.split(' ')[0]);
  expect(keys.filter((key) => begun.includes(key))).toEqual([]);
});

const PRESS: Press = {
  ...{ altKey: false, code: '', ctrlKey: false, isComposing: false, key: '' },
  ...{ metaKey: false, repeat: false, shiftKey: false },
};

describe('a press', () => {
  it.each<[string, Partial<Press>, string | null]>([
    ['a letter', { key: 'n' }, 'n'],
    ['a letter under Caps Lock', { key: 'N' }, 'n'],
    ['a capital', { key: 'N', shiftKey: true }, 'N'],
    ['a letter of another script', { key: 'т', code: 'KeyN' }, 'n'],
    ['a sign', { key: '?', shiftKey: true }, '?'],
    ['the space bar', { key: ' ' }, 'Space'],
    ['Ctrl K', { key: 'k', ctrlKey: true }, 'Mod+k'],
    ['Ctrl Shift K', { key: 'K', ctrlKey: true, shiftKey: true }, null],
    ['⌘ K away from Apple', { key: 'k', metaKey: true }, null],
    ['Alt N', { key: 'n', altKey: true }, null],
    ['within a composition', { key: 'k', ctrlKey: true, isComposing: true }, null],
    ['taken by an input method', { key: 'Process' }, null],
  ])('%s', (_what, press, key) => {
    expect(pressedKey({ ...PRESS, ...press }, false)).toBe(key);
  });

  it('has ⌘ for its modifier on Apple’s keyboards, where Ctrl K edits text', () => {
    expect(pressedKey({ ...PRESS, key: 'k', metaKey: true }, true)).toBe('Mod+k');
    expect(pressedKey({ ...PRESS, key: 'k', ctrlKey: true }, true)).toBeNull();
  });
});

test('a combination is drawn and spoken as the keyboard has it', () => {
  expect(keyCaps('Mod+k', false)).toEqual(['Ctrl', 'K']);
  expect(keyCaps('Mod+k', true)).toEqual(['⌘', 'K']);
  expect(keyCaps('g m', false)).toEqual(['g', 'm']);
  expect([spokenKeys('Mod+k', true), spokenKeys('Mod+k', false), spokenKeys('n', false)]).toEqual([
    ...['Meta+k', 'Control+k', 'n'],
  ]);
  expect(spokenKeys('g m', false)).toBeUndefined();
});

test('letters, signs and sequences of them can be switched off; chords and named keys need not', () => {
  expect(['n', '?', 'g m'].every(isCharacter)).toBe(true);
  expect(['Mod+k', 'Enter', 'Space'].some(isCharacter)).toBe(false);
});
