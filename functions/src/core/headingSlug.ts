/** The address of a heading within its document, as GitHub makes it. */
export function slugOf(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
}

/** The slug of the next heading of a document: the second of one name gets a number. `taken` belongs to the document. */
export function uniqueSlug(text: string, taken: Map<string, number>): string {
  const slug = slugOf(text) || 'part';
  const before = taken.get(slug) ?? 0;
  taken.set(slug, before + 1);
  return before === 0 ? slug : `${slug}-${before}`;
}
