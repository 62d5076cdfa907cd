import { AppError } from '../core/errors.ts';
import { storingProblem } from '../core/storable.ts';

/**
 * `value` as it will be read again: as JSON, so that what a step leaves behind is the same to the next step in this
 * process and to one that reads the ledger. Throws `output_too_large` over `maxBytes`, `output_not_storable` for what
 * Firestore does not take. `what` begins the sentence.
 */
export function storedForm(value: unknown, what: string, maxBytes: number): unknown {
  const json = JSON.stringify(value) ?? 'null';
  const bytes = Buffer.byteLength(json);
  if (bytes > maxBytes) {
    throw new AppError('output_too_large', `${what} is ${bytes} bytes; at most ${maxBytes} can be kept.`);
  }
  const stored: unknown = JSON.parse(json);
  const problem = storingProblem(stored);
  if (problem === null) return stored;
  throw new AppError('output_not_storable', `${what} ${problem}.`);
}
