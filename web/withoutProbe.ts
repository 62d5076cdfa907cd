import type { Plugin } from 'vite';

const CHANNEL = /\/webchannel-wrapper\/dist\/webchannel-blob\/.*\.js$/;
const IMAGE = '"//www.google.com/images/cleardot.gif"';
/** `own ? loadImage(address.toString(), tell) : fetch(address.toString(), tell)`, minified. */
const ASKING = /\w\?\w+\((\w)\.toString\(\),(\w)\):\w+\(\1\.toString\(\),\2\)/;

/**
 * Firestore's channel asks for an image of Google's when it is cut off, to tell in its log whose fault it is. The page's
 * policy forbids that, with an error in the console at each try: it is told what the browser knows instead.
 */
export function withoutProbe(): Plugin {
  return {
    name: 'without-probe',
    enforce: 'pre',
    transform: (code, id) => (CHANNEL.test(id) && code.includes(IMAGE) ? { code: unprobed(code), map: null } : null),
  };
}

/** The channel's `code` without the image. Throws where it asks in a way that is not known here. */
export function unprobed(code: string): string {
  if (!ASKING.test(code)) throw new Error('Firestore’s channel asks for its image in another way: see withoutProbe.ts');
  return code.replace(ASKING, (_asking, _address, tell: string) => `${tell}(navigator.onLine)`).replaceAll(IMAGE, '""');
}
