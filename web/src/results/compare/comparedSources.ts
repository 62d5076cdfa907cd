import type { Source } from '../outline.ts';

/** The addresses of two results, by whether both have them. */
export interface ComparedSources {
  readonly both: readonly Source[];
  readonly onlyFirst: readonly Source[];
  readonly onlySecond: readonly Source[];
}

export function compareSources(first: readonly Source[], second: readonly Source[]): ComparedSources {
  const [one, other] = [byAddress(first), byAddress(second)];
  const only = (own: Map<string, Source>, others: Map<string, Source>) =>
    [...own].flatMap(([address, source]) => (others.has(address) ? [] : [source]));
  return {
    both: [...one].flatMap(([address, source]) => (other.has(address) ? [source] : [])),
    onlyFirst: only(one, other),
    onlySecond: only(other, one),
  };
}

/** Those of `sources` whose address is not among `others`. */
export function addressesOnlyIn(sources: readonly string[], others: readonly string[]): Set<string> {
  const known = new Set(others.map(addressKey));
  return new Set(sources.filter((source) => !known.has(addressKey(source))));
}

function byAddress(sources: readonly Source[]): Map<string, Source> {
  const found = new Map<string, Source>();
  for (const source of sources) {
    const key = addressKey(source.href);
    if (!found.has(key)) found.set(key, source);
  }
  return found;
}

/** One page has many spellings: a place within it and a slash at the end make no other page of it. */
function addressKey(href: string): string {
  const url = URL.parse(href);
  if (url === null) return href;
  url.hash = '';
  return url.href.replace(/\/$/, '');
}
