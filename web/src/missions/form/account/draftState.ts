import { assertNever } from '../../../../../functions/src/core/assertNever.ts';
import type { KeptFormDraft } from '../../../../../functions/src/schema/formDraft.ts';
import type { Written } from './writtenContent.ts';

export interface AccountDraftState {
  readonly whereabouts: Whereabouts;
  /** A newer draft from another device, while the reader has not chosen. */
  readonly offer: KeptFormDraft | null;
  /** What stood in the form, and was sent or thrown away on another device. */
  readonly gone: { readonly written: Written; readonly draftId: string } | null;
  /** How often the form was filled in from elsewhere. */
  readonly taken: number;
}

export const NO_ACCOUNT_DRAFT: AccountDraftState = {
  whereabouts: { kind: 'device' },
  offer: null,
  gone: null,
  taken: 0,
};

/** Where the draft is, as far as the reader may want to know. Moments by the server's clock. */
export type Whereabouts =
  | { readonly kind: 'device' }
  | { readonly kind: 'account'; readonly at: number }
  | { readonly kind: 'alone'; readonly since: number; readonly reason: 'unreachable' | 'refused' };

/** What is in the form is not saved for the `reason`: known since the first time that this failed. */
export function aloneFor(
  before: Whereabouts,
  reason: Extract<Whereabouts, { kind: 'alone' }>['reason'],
  now: number,
): Whereabouts {
  switch (before.kind) {
    case 'alone':
      return { ...before, reason };
    case 'account':
    case 'device':
      return { kind: 'alone', since: now, reason };
    default:
      return assertNever(before);
  }
}
