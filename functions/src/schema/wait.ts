import * as z from 'zod';
import { instant } from './time.ts';

/** The most that a signal's payload may take as JSON: it lies in the mission's own document. */
export const MAX_PAYLOAD_BYTES = 10_000;
/** Early signals that a mission keeps, and answers that a step may collect. */
export const MAX_SIGNALS = 20;
export const MAX_ANSWERS = 20;

/** What a step calls one of its waits, so that it finds the answer when it is run again. */
export const waitKey = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'must be 1 to 40 of a-z, 0-9, "-" and "_"');
/** What a signal is called by whoever sends it. */
export const signalName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, 'must be 1 to 64 letters, digits, "-", "_" or "."');

export const choice = z.object({ choice: z.string().min(1).max(40), label: z.string().min(1).max(100) });
export type Choice = z.infer<typeof choice>;

const asked = {
  /** `{attempt}-{step}-{key}`: an answer may name it, so that it can't meet another question. */
  wait_id: z.string(),
  key: waitKey,
  step_index: z.int().min(0),
  question: z.string().max(2000),
  asked_at: instant,
};

/**
 * What a waiting mission waits for: a person's choice, a signal from outside, or a moment. `on_expiry` says what
 * becomes of it when nobody answers by `expires_at`: a choice, or null and `fail` for failing the mission.
 */
export const wait = z.discriminatedUnion('kind', [
  z.object({
    ...asked,
    kind: z.literal('approval'),
    choices: z.array(choice).min(1).max(10),
    expires_at: instant,
    on_expiry: z.string().nullable(),
  }),
  z.object({
    ...asked,
    kind: z.literal('signal'),
    signal: signalName,
    expires_at: instant,
    on_expiry: z.enum(['fail', 'continue']),
  }),
  z.object({ ...asked, kind: z.literal('time'), until: instant }),
]);
export type Wait = z.infer<typeof wait>;

/** How a wait ended. `expired` is a signal that did not come and was not necessary. */
export const waitAnswer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('approval'),
    wait_id: z.string(),
    choice: z.string(),
    comment: z.string().nullable(),
    by: z.string(),
    at: instant,
  }),
  z.object({ kind: z.literal('signal'), wait_id: z.string(), payload: z.unknown(), at: instant }),
  z.object({ kind: z.literal('time'), wait_id: z.string(), at: instant }),
  z.object({ kind: z.literal('expired'), wait_id: z.string(), at: instant }),
]);
export type WaitAnswer = z.infer<typeof waitAnswer>;

/** A signal that came before anybody waited for it. */
export const keptSignal = z.object({ payload: z.unknown(), received_at: instant });
