/** A number as sentences have it: 4,096. English, as they are. */
export function countOf(count: number): string {
  return count.toLocaleString('en-US');
}

/** So many of a thing: "1 call", "1,241 tokens". */
export function counted(count: number, noun: string): string {
  return `${countOf(count)} ${noun}${count === 1 ? '' : 's'}`;
}
