/** The tags in a text that was typed or pasted, with commas or spaces between; each once. What is no tag stays as typed. */
function splitTags(text: string): string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== '');
}

/** `tags` and those in `text`. */
export function withTags(tags: readonly string[], text: string): readonly string[] {
  return [...new Set([...tags, ...splitTags(text)])];
}

/** So many are offered. */
const OFFERED = 6;

/** Of the tags of earlier missions, newest first, those to offer: the most used ones that are not there yet. */
export function offeredTags(used: readonly (readonly string[])[], tags: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const tag of used.flat()) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .filter(([tag]) => !tags.includes(tag))
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, OFFERED)
    .map(([tag]) => tag);
}
