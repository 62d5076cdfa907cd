/** How many fields are wrong, however much is wrong with each. */
export function wrongFieldCount(problems: readonly { readonly field: string }[]): number {
  return new Set(problems.map(({ field }) => field)).size;
}

/** What is wrong, a line for each field: the count above them is of fields. */
export function byField<Field extends string>(
  problems: readonly { readonly field: Field; readonly message: string }[],
): readonly { readonly field: Field; readonly message: string }[] {
  const lines = new Map<Field, string>();
  for (const { field, message } of problems) {
    const before = lines.get(field);
    lines.set(field, before === undefined ? message : `${before} ${message}`);
  }
  return [...lines].map(([field, message]) => ({ field, message }));
}
