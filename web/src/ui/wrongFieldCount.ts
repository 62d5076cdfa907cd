/** How many fields are wrong, however much is wrong with each. */
export function wrongFieldCount(problems: readonly { readonly field: string }[]): number {
  return new Set(problems.map(({ field }) => field)).size;
}
