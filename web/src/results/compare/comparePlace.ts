import type { Finished } from '../resultFacts.ts';

/** What the address of the comparison names. */
export type ComparePlace =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly id: string }
  | { readonly kind: 'same'; readonly id: string }
  | { readonly kind: 'two'; readonly first: string; readonly second: string };

/** A mission's id, see functions/src/schema/ids.ts; what can be none is as if nothing was named. */
const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{2,63}$/;

export function readComparePlace(query: string): ComparePlace {
  const params = new URLSearchParams(query);
  const [first, second] = ['a', 'b'].flatMap((name) => params.getAll(name).slice(0, 1)).filter((id) => ID.test(id));
  if (first === undefined) return { kind: 'none' };
  if (second === undefined) return { kind: 'one', id: first };
  return first === second ? { kind: 'same', id: first } : { kind: 'two', first, second };
}

/** The address of a comparison; with one id alone it asks for the other. */
export function compareHref(first: string, second: string | null = null): string {
  return `/results/compare?${new URLSearchParams(second === null ? { a: first } : { a: first, b: second })}`;
}

/** Two results side by side, the earlier one first whichever was chosen first. */
export function pairHref(one: Finished, other: Finished): string {
  const [first, second] = (one.finished_at ?? '') <= (other.finished_at ?? '') ? [one, other] : [other, one];
  return compareHref(first.mission_id, second.mission_id);
}
