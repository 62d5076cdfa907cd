/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/. Spreads names; protects nothing. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/**
 * The Cloud Tasks id of one dispatch. Enqueuing it twice is one task; a later dispatch must differ, since an id can't
 * be used again for up to a day. The hash goes first because Cloud Tasks slows down on ids with a common beginning.
 */
export function taskId(missionId: string, attempt: number, dispatch: number): string {
  const name = `${missionId}-${attempt}-${dispatch}`;
  return `${fnv1a(name)}-${name}`;
}
