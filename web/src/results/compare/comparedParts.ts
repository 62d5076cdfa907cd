import { assertNever } from '../../../../functions/src/core/assertNever.ts';
import { PART_WORDS } from '../../words/compare.ts';

/** A part of a report: its name among the report's parts, and what it says, a sentence at a time. */
export interface Part {
  readonly name: string;
  /** Its heading; empty for what stands before the first one. */
  readonly title: string;
  readonly sentences: readonly string[];
}

/** How a part stands to the other report. */
type Standing =
  | { readonly kind: 'same' }
  | { readonly kind: 'only_here' }
  | { readonly kind: 'differs'; readonly onlyHere: number; readonly all: number };

/** Where a part is drawn, and what is said of it. */
export interface PlacedPart {
  /** From 1 on: parts of one name stand in one row. */
  readonly row: number;
  readonly standing: Standing;
}

/** A part in which the two differ, and in which of them it is to be read. */
export interface Difference {
  readonly name: string;
  readonly title: string;
  readonly kind: 'differs' | 'only_first' | 'only_second';
}

export interface ComparedParts {
  readonly rows: number;
  /** In the order of the rows. */
  readonly differences: readonly Difference[];
  readonly first: ReadonlyMap<string, PlacedPart>;
  readonly second: ReadonlyMap<string, PlacedPart>;
}

/** The parts of both reports in rows, each in its report's own order, and what each has that the other report has not. */
export function compareParts(first: readonly Part[], second: readonly Part[]): ComparedParts {
  const rows = alignNames(
    first.map(({ name }) => name),
    second.map(({ name }) => name),
  );
  const one = rows.map((row): Cell => [row.first, row.second !== null]);
  const other = rows.map((row): Cell => [row.second, row.first !== null]);
  const sides = { first: placed(one, first, second), second: placed(other, second, first) };
  const titles = new Map([...second, ...first].map(({ name, title }) => [name, title]));
  const differences = rows.flatMap((row) => {
    const name = row.first ?? row.second ?? '';
    const kind = kindOf(sides.first.get(row.first ?? name), sides.second.get(row.second ?? name), row);
    return kind === null ? [] : [{ name, title: titles.get(name) ?? '', kind }];
  });
  return { rows: rows.length, differences, ...sides };
}

function kindOf(first: PlacedPart | undefined, second: PlacedPart | undefined, row: Row): Difference['kind'] | null {
  if (row.second === null) return 'only_first';
  if (row.first === null) return 'only_second';
  return [first, second].some((part) => part !== undefined && isTelling(part.standing)) ? 'differs' : null;
}

/** Whether there is something in it that the other report has not. */
export function isTelling(standing: Standing): boolean {
  return standing.kind === 'only_here' || (standing.kind === 'differs' && standing.onlyHere > 0);
}

type Cell = readonly [name: string | null, isInBoth: boolean];

function placed(cells: readonly Cell[], own: readonly Part[], others: readonly Part[]): Map<string, PlacedPart> {
  const parts = new Map(own.map((part) => [part.name, part]));
  const theirs = new Map(others.map((part) => [part.name, part]));
  // Of the whole report: what merely moved to another part is not missing.
  const said = new Set(others.flatMap(({ sentences }) => sentences));
  const found = new Map<string, PlacedPart>();
  for (const [index, [name, isInBoth]] of cells.entries()) {
    const part = name === null ? undefined : parts.get(name);
    if (part === undefined) continue;
    const standing = isInBoth ? standingOf(part, theirs.get(part.name), said) : ({ kind: 'only_here' } as const);
    found.set(part.name, { row: index + 1, standing });
  }
  return found;
}

function standingOf({ sentences }: Part, other: Part | undefined, said: ReadonlySet<string>): Standing {
  if (sentences.join('\n') === other?.sentences.join('\n')) return { kind: 'same' };
  const onlyHere = sentences.filter((sentence) => !said.has(sentence)).length;
  return { kind: 'differs', onlyHere, all: sentences.length };
}

export function standingText(standing: Standing): string {
  switch (standing.kind) {
    case 'same':
      return PART_WORDS.same;
    case 'only_here':
      return PART_WORDS.only_here;
    case 'differs':
      if (standing.onlyHere === 0) return PART_WORDS.all_there;
      return PART_WORDS.differs(standing.onlyHere, standing.all);
    default:
      return assertNever(standing);
  }
}

interface Row {
  readonly first: string | null;
  readonly second: string | null;
}

/** Two orders of names as one in which both keep theirs: as many as can be stand in one row. */
function alignNames(first: readonly string[], second: readonly string[]): Row[] {
  const shared = sharedOrder(first, second);
  const rows: Row[] = [];
  let [at, there] = [0, 0];
  for (const name of [...shared, null]) {
    for (; at < first.length && first[at] !== name; at += 1) rows.push({ first: first[at] ?? null, second: null });
    for (; there < second.length && second[there] !== name; there += 1) {
      rows.push({ first: null, second: second[there] ?? null });
    }
    if (name !== null) rows.push({ first: name, second: name });
    at += 1;
    there += 1;
  }
  return rows;
}

/** Names that follow each other in both orders, the last one first. */
interface Chain {
  readonly name: string;
  readonly place: number;
  readonly before: Chain | null;
}

/** The longest list of names that both have in the same order. A name is in neither more than once. */
function sharedOrder(first: readonly string[], second: readonly string[]): string[] {
  const places = new Map(second.map((name, place) => [name, place]));
  // The chains by their length, each the one that ends soonest: so the most can still follow it.
  const chains: Chain[] = [];
  for (const name of first) {
    const place = places.get(name);
    if (place === undefined) continue;
    const at = chains.findLastIndex((chain) => chain.place < place);
    chains[at + 1] = { name, place, before: chains[at] ?? null };
  }
  const names: string[] = [];
  for (let chain = chains.at(-1) ?? null; chain !== null; chain = chain.before) names.unshift(chain.name);
  return names;
}
