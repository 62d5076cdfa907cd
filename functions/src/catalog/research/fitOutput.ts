import type { Execution } from './toolExecution.ts';

/** A little under the 200 kB that the ledger takes, for what the store adds around it. */
const MAX_BYTES = 190_000;

/** `output` cut until it fits in a step's output: first the missed pages past the tenth, then the weakest candidates. */
export function fitOutput(output: Execution): Execution {
  let fitting = output;
  while (sizeOf(fitting) > MAX_BYTES && fitting.missed.length > 10) {
    fitting = { ...fitting, missed: fitting.missed.slice(0, Math.max(10, Math.floor(fitting.missed.length * 0.8))) };
  }
  while (sizeOf(fitting) > MAX_BYTES && fitting.candidates.length > 0) {
    fitting = { ...fitting, candidates: fitting.candidates.slice(0, -1) };
  }
  return fitting;
}

/** Bytes as JSON in UTF-8. */
export function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
