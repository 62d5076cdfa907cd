/** The domains in a text that was typed or pasted: one per line, or with commas or spaces between; each once. */
export function splitDomains(text: string): string[] {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  return [...new Set(parts)];
}
