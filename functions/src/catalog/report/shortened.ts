/** `text` as it is, or its first `most` characters up to the last whole word of them, with a mark that it goes on. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text
    .slice(0, most)
    .replace(/\s+\S*$/, '')
    .toWellFormed()} …`;
}

/** A sentence of a report as a message quotes it. */
export function quoted(sentence: string): string {
  return `“${shortened(sentence, 160)}”`;
}
