export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** What failed, by name with the beginning of its error, where the part's tool tells. */
  readonly failures?: readonly string[];
  /** The files that these are in. */
  readonly failedFiles?: readonly string[];
  /** What failed and then passed when its file ran once more: each is a race to be found, in a test or in the product. */
  readonly unsteady?: readonly string[];
}

export interface PartResult extends Counts {
  readonly name: string;
  readonly seconds: number;
}

export function failing({ passed, failed }: Counts): boolean {
  // A part that ran nothing has proved nothing.
  return failed > 0 || passed === 0;
}

export function summary(results: readonly PartResult[]): string {
  const rows = results.map((result) =>
    [
      failing(result) ? 'FAILED' : 'ok',
      result.name,
      `${result.passed} passed`,
      `${result.failed} failed`,
      `${result.seconds.toFixed(1)} s`,
    ].map((cell, column) => (column < 2 ? cell.padEnd(11) : cell.padStart(12))),
  );
  return rows.map((cells) => cells.join('')).join('\n');
}

/** What failed, once more at the end: a log is often cut to its last lines. Empty when all is well. */
export function failuresOf(results: readonly PartResult[]): string {
  const lines = results.flatMap(({ name, failures = [] }) => failures.map((failure) => `${name}: ${failure}`));
  return lines.join('\n');
}

/** What passed at the second try only. It fails no run, and is told at the end of each. */
export function unsteadyOf(results: readonly PartResult[]): string {
  const lines = results.flatMap(({ name, unsteady = [] }) => unsteady.map((one) => `${name}, second try: ${one}`));
  return lines.join('\n');
}

/** The last line of a test run; whoever reads only that must learn the truth. */
export function closingLine(results: readonly PartResult[]): string {
  const sum = (of: (result: PartResult) => number) => results.reduce((total, result) => total + of(result), 0);
  const unsteady = sum((result) => result.unsteady?.length ?? 0);
  const told = `${sum((result) => result.passed)} passed, ${sum((result) => result.failed)} failed`;
  return unsteady === 0 ? told : `${told}, ${unsteady} of those that passed at the second try only`;
}
