import type { ResultItem } from '../../../functions/src/schema/result.ts';
import { ITEM_WORDS } from '../words/resultParts.ts';

/** Where an item lies, for people: host and path without the protocol. */
export function placeOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname } = new URL(url);
  return pathname === '/' ? host : `${host}${readable(pathname)}`;
}

/** A path as its author wrote it; one with broken escapes, as it stands. */
function readable(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

export function matchText(item: ResultItem): string {
  return ITEM_WORDS.match(Math.round(item.score * 100));
}

/** An address that may be a link: what a crawled page claims can be anything, such as `javascript:`. */
export function safeHref(url: string): string | undefined {
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined;
}
