import { assertNever } from '../../../../../functions/src/core/assertNever.ts';
import type { KeptFormDraft } from '../../../../../functions/src/schema/formDraft.ts';
import type { Trouble } from '../../../trouble.ts';
import type { Calls } from './formDraftCalls.ts';
import { markOf, NOTHING_WRITTEN, type Written } from './writtenContent.ts';

/** What the draft of an open form needs. `fill` puts something into the form, `now` is the server's clock. */
export interface DraftNeeds {
  readonly uid: string;
  readonly written: Written;
  readonly calls: Calls;
  readonly fill: (written: Written) => void;
  readonly now: () => number;
}

export interface AccountDraftState {
  readonly whereabouts: Whereabouts;
  /** A newer draft from another device, while the reader has not chosen. */
  readonly offer: KeptFormDraft | null;
  /** The reader wants what is offered, and the account is being read again. */
  readonly isChecking: boolean;
  readonly aside: Aside | null;
  /** How often the form was filled in from elsewhere. */
  readonly taken: number;
}

export const NO_ACCOUNT_DRAFT: AccountDraftState = {
  whereabouts: { kind: 'device' },
  offer: null,
  isChecking: false,
  aside: null,
  taken: 0,
};

/**
 * What does not stand in the form. `gone` stood there, and was sent or thrown away on another device; `left` is the one
 * of two that the reader did not choose. Both can be brought back. `spent` was offered, and is no more.
 */
export type Aside =
  | { readonly why: 'spent'; readonly besides: string }
  | {
      readonly why: 'gone' | 'left';
      readonly written: Written;
      readonly draftId: string;
      /** The mark of what stands in the form instead: once the reader has written on, it is forgotten. */
      readonly besides: string;
    };

/** Where the draft is, as far as the reader may want to know. Moments by the server's clock. */
export type Whereabouts =
  | { readonly kind: 'device' }
  | { readonly kind: 'account'; readonly at: number }
  | { readonly kind: 'alone'; readonly since: number; readonly reason: 'unreachable' | 'refused' };

/** That the server does not take the draft, however often it is sent. */
export function isRefusal({ code }: Trouble): boolean {
  return code === 'invalid_request' || code === 'body_too_large';
}

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

/** What stood in the form, which is blank now. */
export function asideGone(written: Written, draftId: string): Aside {
  return { why: 'gone', written, draftId, besides: markOf(NOTHING_WRITTEN) };
}
