import { assertNever } from '../../core/assertNever.ts';
import type { Gathered, GatheredSource } from './gathered.ts';
import { shownLink, shownText } from './shownText.ts';

/** Sources of which nothing was quoted, and left-out ones, that are named. */
export const NAMED = 20;

/** A source with its title, its address and when it was read, as one line of markdown. */
export function sourceLine({ kind, title, url, retrieved_at: at }: GatheredSource, domains: readonly string[]): string {
  const date = `read on ${at.slice(0, 10)}`;
  if (url !== null) return `${shownLink(title, url, domains)}, ${date}`;
  switch (kind) {
    case 'page':
    case 'text':
      return `${shownText(title, [])}, a text that was given, ${date}`;
    case 'mission':
      return `${shownText(title, [])}, the result of another mission, ${date}`;
    default:
      return assertNever(kind);
  }
}

/**
 * What was read and not quoted, and what was left out, each with why (null where that can't be told yet); empty where
 * there is neither.
 */
export function unquotedParts(
  { sources, left_out: leftOut, domains }: Gathered,
  cited: readonly GatheredSource[],
  why: (source: GatheredSource) => string | null,
): string[] {
  const unquoted = sources
    .filter((source) => !cited.includes(source))
    .map((source) => [sourceLine(source, domains), why(source)].filter((part) => part !== null).join(': '));
  const left = leftOut.map(({ source, reason }) => `${shownText(source, [])}: ${shownText(reason, [])}`);
  return [...listOf('Read and not quoted', unquoted), ...listOf('Left out', left)];
}

function listOf(heading: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length - NAMED;
  const shown = [...lines.slice(0, NAMED), ...(rest > 0 ? [`and ${rest} more`] : [])];
  return [`## ${heading}`, shown.map((line) => `- ${line}`).join('\n')];
}
