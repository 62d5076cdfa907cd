import { escapeMarkdown, markdownLink } from '../../../functions/src/core/markdown.ts';
import type { MissionResult } from '../../../functions/src/schema/result.ts';
import { DOCUMENT_WORDS } from '../words/results.ts';
import { matchText } from './resultWords.ts';

/** A result as a markdown document: its mission's own, or one made of what was found. */
export function documentOf(result: MissionResult, title: string): string {
  if (result.markdown.trim() !== '') return result.markdown;
  const parts = [`# ${escapeMarkdown(title)}`, escapeMarkdown(result.summary)];
  if (result.items.length > 0) parts.push(`## ${DOCUMENT_WORDS.findings}`, ...result.items.map(itemText));
  if (result.missed_count > 0) parts.push(`## ${DOCUMENT_WORDS.not_read}`, missedText(result));
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

type Ending = 'md' | 'html' | 'json';

/** A result as the API answers it; `isPartial` as there: what was written of one that is not whole. */
export function jsonOf({ owner: _, ...result }: MissionResult, isPartial: boolean): string {
  return `${JSON.stringify({ ...result, is_partial: isPartial }, null, 2)}\n`;
}

const LONGEST_NAME = 60;
/** Of the mission's id: enough to tell the runs of one day apart. */
const ID_LETTERS = 6;

/**
 * A file name of the title's own words, in letters that every system takes, and of the day and the mission that made it:
 * runs of one objective have a name each.
 */
export function fileNameOf(
  title: string,
  made: Pick<MissionResult, 'mission_id' | 'created_at'>,
  ending: Ending,
): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    // Put together again: letters of some scripts come apart too, and what counts is letters.
    .normalize('NFC')
    .replaceAll(/^-+|-+$/g, '');
  const name = Array.from(plain).slice(0, LONGEST_NAME).join('').replace(/-+$/, '') || 'result';
  const id = made.mission_id.replaceAll(/[^A-Za-z0-9]/g, '').slice(-ID_LETTERS);
  return `${name}-${dayOf(new Date(made.created_at))}-${id}.${ending}`;
}

/** As it sorts, by the reader's own calendar: "2026-11-22". */
function dayOf(date: Date): string {
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}

/** The report without what the page has said above it already: the objective as its heading, and the summary. */
export function bodyOf(markdown: string, title: string, summary: string): string {
  const blocks = markdown.trimStart().split(/\n\s*\n/);
  const [first = '', second = ''] = blocks;
  const isTitled = /^# [^\n]+$/.test(first) && isSame(first, title);
  if (!isTitled) return markdown;
  return blocks.slice(isSame(second, summary) ? 2 : 1).join('\n\n');
}

/** Whether two texts have the same letters: markdown puts marks between them. */
function isSame(one: string, other: string): boolean {
  const letters = (text: string) => text.replaceAll(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
  return letters(one) !== '' && letters(one) === letters(other);
}

function itemText(item: MissionResult['items'][number], index: number): string {
  const number = `${index + 1}. `;
  const link = `${number}${markdownLink(item.title, item.url)}, ${matchText(item)}`;
  if (item.snippet === '') return link;
  return `${link}\n\n${' '.repeat(number.length)}${escapeMarkdown(item.snippet)}`;
}

function missedText({ missed, missed_count: count }: MissionResult): string {
  const lines = missed.map(({ url, reason }) => `- ${escapeMarkdown(url)}: ${escapeMarkdown(reason)}`);
  const rest = count - missed.length;
  return [...lines, ...(rest > 0 ? [`- ${DOCUMENT_WORDS.more(rest)}`] : [])].join('\n');
}
