/** Ends a `switch` over a union: a new member that nobody handles no longer compiles. */
export function assertNever(value: never): never {
  throw new Error(`unhandled: ${JSON.stringify(value)}`);
}
