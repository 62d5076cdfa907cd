import * as z from 'zod';
import type { FieldProblem } from '../../../../functions/src/core/errors.ts';
import { fieldProblems, fieldWords } from '../../../../functions/src/core/fieldProblems.ts';
import { apiScope, type CreateKeyRequest, createKeyRequest } from '../../../../functions/src/schema/apiKey.ts';
import { toInstant } from '../../../../functions/src/schema/time.ts';
import { EXPIRY_WORDS } from '../../words/keys.ts';

/** How long a key may last: days, as the form has them. */
export const EXPIRIES = [
  ['7', EXPIRY_WORDS.week],
  ['30', EXPIRY_WORDS.month],
  ['90', EXPIRY_WORDS.quarter],
  ['365', EXPIRY_WORDS.year],
  ['', EXPIRY_WORDS.never],
] as const;

/** The form as it is filled in. */
export const keyDraft = z
  .object({
    name: z.string(),
    scope: apiScope,
    /** Empty for never. */
    days: z.string(),
  })
  .readonly();
export type KeyDraft = z.infer<typeof keyDraft>;

export const EMPTY_KEY: KeyDraft = { name: '', scope: 'run', days: '90' };

export function keyRequest({ name, scope, days }: KeyDraft, now: number): CreateKeyRequest {
  return {
    name: name.trim(),
    scopes: [scope],
    expires_at: days === '' ? null : toInstant(now + Number(days) * 86_400_000),
  };
}

/** What is wrong with a key's request as far as the page can tell, by the server's own rules. */
export function keyProblems(request: CreateKeyRequest): readonly FieldProblem[] {
  const parsed = createKeyRequest.safeParse(request, { error: fieldWords });
  return parsed.error === undefined ? [] : fieldProblems(parsed.error);
}
