/** How well a text fits what was typed, and which of its letters do. */
export interface Match {
  readonly score: number;
  /** Of the label alone; from and to as for `slice`. */
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

/** Where in the label a typed word stands says how likely it is meant. */
const AT_START = 4;
const AT_WORD = 3;
const INITIALS = 2;
const INSIDE = 1.5;
/** Found in what the label does not show, such as a mission's id. */
const IN_MORE = 1;
/** A shorter label of the same score comes first: more of it was typed. */
const PER_LETTER = 0.001;
/** Shorter words stand inside of nearly everything. */
const MIN_INSIDE = 3;

/**
 * Whether every word that was typed is in `label` or in `more`: as it stands, or as the initials of its words ("nm" is
 * "New mission"). Upper and lower case and accents do not count. Null if one is in neither.
 */
export function matchOf(typed: string, label: string, more = ''): Match | null {
  const text = folded(label);
  const beside = folded(more);
  const words = folded(typed).split(/\s+/).filter(Boolean);
  let score = -label.length * PER_LETTER;
  const ranges: (readonly [number, number])[] = [];
  for (const word of words) {
    const found = placeOf(word, text) ?? initialsOf(word, text);
    if (found === null && !beside.includes(word)) return null;
    score += found?.score ?? IN_MORE;
    ranges.push(...(found?.ranges ?? []));
  }
  // A letter that is two in another spelling would shift what is marked.
  return { score, ranges: text.length === label.length ? joined(ranges) : [] };
}

/** Lower case, without accents. */
function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC').toLowerCase();
}

function placeOf(word: string, text: string): Match | null {
  let inside: number | null = null;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const score = at === 0 ? AT_START : AT_WORD;
    if (isWordStart(text, at)) return { score, ranges: [[at, at + word.length]] };
    inside ??= at;
  }
  if (inside === null || word.length < MIN_INSIDE) return null;
  return { score: INSIDE, ranges: [[inside, inside + word.length]] };
}

/** The letters of `word` in turn, each at the beginning of a word or right after the one before. */
function initialsOf(word: string, text: string): Match | null {
  const places = placesFrom(0, -1);
  return places === null ? null : { score: INITIALS, ranges: places.map((at) => [at, at + 1]) };

  function placesFrom(letter: number, last: number): number[] | null {
    const wanted = word[letter];
    if (wanted === undefined) return [];
    for (let at = text.indexOf(wanted, last + 1); at !== -1; at = text.indexOf(wanted, at + 1)) {
      const isNext = last >= 0 && at === last + 1;
      const rest = isNext || isWordStart(text, at) ? placesFrom(letter + 1, at) : null;
      if (rest !== null) return [at, ...rest];
    }
    return null;
  }
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
}

/** In order, those that touch as one. */
function joined(ranges: readonly (readonly [number, number])[]): [number, number][] {
  const out: [number, number][] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}
