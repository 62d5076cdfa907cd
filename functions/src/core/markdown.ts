/**
 * `text` as markdown that shows exactly it, on one line: whatever CommonMark or GFM could take for markup is escaped,
 * so that no page can put a link text, an image, a heading or HTML into our summary.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>&|~]/g, '\\$&')
    .replace(/^([#+=-])/, '\\$1')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}

/** A markdown link, or the escaped text alone for an address that is neither http nor https. */
export function markdownLink(text: string, address: string): string {
  const url = URL.parse(address);
  const shown = escapeMarkdown(text.trim() === '' ? address : text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return shown;
  // Inside <…> only these would end or change a destination; the URL parser has escaped most of them already.
  const target = url.href.replace(/[<>\s\\&]/g, (character) =>
    character === '&' ? '\\&' : encodeURIComponent(character),
  );
  return `[${shown}](<${target}>)`;
}
