/** A failure that the reader can mend: shown as its message alone, without a stack. Anything else is a bug and rises. */
export class Problem extends Error {}

/** Runs a script to its exit code; whoever starts it from a shell sees a problem's message and exit code 1. */
export async function runScript(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}
