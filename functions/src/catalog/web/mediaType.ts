/** The kinds of answer that hold text for a reader. An answer without a type is taken for HTML, as browsers do. */
const READABLE = new Set(['', 'text/html', 'application/xhtml+xml', 'text/plain', 'text/markdown', 'text/x-markdown']);

/** What to ask for, best first. */
export const ACCEPT_PAGES = 'text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.8';

/** The media type of a Content-Type header, without its parameters; empty when there is none. */
export function mediaTypeOf(contentType: string | undefined): string {
  return (contentType ?? '').split(/[;,]/, 1).join('').trim().toLowerCase().slice(0, 100);
}

/** Whether pages of this media type can be read. */
export function isReadableType(mediaType: string): boolean {
  return READABLE.has(mediaType);
}

/** Whether the text is HTML rather than plain text or markdown. */
export function isHtml(mediaType: string): boolean {
  return mediaType === '' || mediaType === 'text/html' || mediaType === 'application/xhtml+xml';
}
