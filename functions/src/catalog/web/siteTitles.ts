const SEPARATOR = /\s+(?:[|–—·•«»:]{1,2}|-)\s+/g;

/** A part that this share of a site's titles ends (or begins) with is the site's name. */
const COMMON_SHARE = 0.4;

/** Fewer pages than this do not show what is common. */
const ENOUGH_PAGES = 4;

/**
 * The titles without the site's name: "Installing — Python 3.11 documentation" becomes "Installing" when the other
 * pages end like that too. What would be left empty stays whole.
 */
export function withoutSiteName(titles: readonly string[]): string[] {
  if (titles.length < ENOUGH_PAGES) return [...titles];
  const endings = common(titles.map((title) => partsOf(title).at(-1)));
  const starts = common(titles.map((title) => partsOf(title).at(0)));
  return titles.map((title) => {
    const parts = partsOf(title);
    if (parts.length > 1 && endings.has(parts.at(-1) ?? '')) return title.slice(0, startOfLast(title)).trim();
    if (parts.length > 1 && starts.has(parts[0] ?? '')) return parts.slice(1).join(' – ');
    return title;
  });
}

function partsOf(title: string): string[] {
  return title.split(SEPARATOR);
}

function startOfLast(title: string): number {
  return [...title.matchAll(SEPARATOR)].at(-1)?.index ?? title.length;
}

function common(parts: readonly (string | undefined)[]): Set<string> {
  const counts = new Map<string, number>();
  for (const part of parts) if (part !== undefined) counts.set(part, (counts.get(part) ?? 0) + 1);
  const enough = Math.max(ENOUGH_PAGES - 1, parts.length * COMMON_SHARE);
  return new Set([...counts].filter(([, count]) => count >= enough).map(([part]) => part));
}
