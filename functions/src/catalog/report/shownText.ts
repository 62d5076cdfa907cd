import { escapeMarkdown, markdownLink } from '../../core/markdown.ts';
import { coveringDomain } from '../web/scope.ts';

/**
 * What renderers of markdown make links of, GitHub's way or their own, wherever it stands, also where its signs are
 * escaped. The parts of a mail address are bounded, so that no text makes this slow.
 */
const ADDRESS =
  /(?:https?:\/\/|www\.)[^\s<>`]*|\/\/[\p{L}\p{N}][^\s<>`]*|[\p{L}\p{N}.!#$%&'*+/=?^_{|}~-]{1,64}@[\p{L}\p{N}_.-]{1,255}/giu;

/** Signs at the end of an address that belong to the sentence. */
const AFTER_ADDRESS = new Set('.,;:!?\'"”’»)]');

/**
 * The text of somebody else as markdown that shows exactly it. Addresses in it are links where one of `domains` covers
 * them; others are shown as code, which no renderer makes a link of.
 */
export function shownText(text: string, domains: readonly string[]): string {
  let shown = '';
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutEnd(match[0]);
    shown += escapedPart(text.slice(from, match.index)) + shownAddress(address, domains);
    from = match.index + address.length;
  }
  return shown + escapedPart(text.slice(from));
}

/**
 * A named address: a link where one of `domains` covers it, with its host, which the name may belie; else its name, and
 * the address as text.
 */
export function shownLink(name: string, address: string, domains: readonly string[]): string {
  if (!isCovered(address, domains)) return `${shownText(name, [])} (${shownCode(address)})`;
  return `${markdownLink(name, address)} (${shownText(new URL(address).host, [])})`;
}

function withoutEnd(address: string): string {
  let end = address.length;
  while (end > 0 && AFTER_ADDRESS.has(address.charAt(end - 1))) end -= 1;
  return address.slice(0, end);
}

function shownAddress(address: string, domains: readonly string[]): string {
  return isCovered(address, domains) ? markdownLink(address, address) : shownCode(address);
}

function isCovered(address: string, domains: readonly string[]): boolean {
  const url = URL.parse(address);
  return url !== null && coveringDomain({ allowed_domains: [...domains] }, url) !== null;
}

/** Text in which nothing is markup; it has no backtick in it. */
function shownCode(text: string): string {
  return text === '' ? '' : `\`${text.replace(/[`\s]+/g, ' ')}\``;
}

/** As `escapeMarkdown`, but with the white space round it, which parts it from what stands beside it. */
function escapedPart(text: string): string {
  const escaped = escapeMarkdown(text);
  if (escaped === '') return text === '' ? '' : ' ';
  return `${/^\s/.test(text) ? ' ' : ''}${escaped}${/\s$/.test(text) ? ' ' : ''}`;
}
