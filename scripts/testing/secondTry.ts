import { type Counts, failing } from './result.ts';

/** More than these are no accident. */
const MOST_FILES = 3;

/**
 * Runs the files that failed once more, by `again`. Browser, emulators and page share the machine with whatever else it
 * does, and one race among hundreds of tests would hide what all the others say. A fault in the product fails twice; what
 * passes at the second try is counted as passed and told as `unsteady`, for somebody to find out why.
 */
export async function withSecondTry(
  first: Counts,
  again: (files: readonly string[]) => Promise<Counts>,
): Promise<Counts> {
  const { failedFiles = [], failures = [] } = first;
  if (!failing(first) || failedFiles.length === 0 || failedFiles.length > MOST_FILES) return first;
  const second = await again(failedFiles);
  if (failing(second)) return first;
  return { passed: first.passed + first.failed, failed: 0, unsteady: failures };
}
