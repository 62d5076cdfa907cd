import { FORM_DRAFT_KEPT_MS } from '../../../../../functions/src/schema/formDraft.ts';
import type { DraftPlace } from './draftPlace.ts';

/** What this device has, at the moment at which it hears what the account has. */
export interface OnDevice {
  readonly place: DraftPlace;
  readonly isBlank: boolean;
  /** Of what is in the form now. */
  readonly mark: string;
  /** That the reader has changed something since the form was opened. */
  readonly hasBegun: boolean;
}

/** What the account has: the same words under another revision are the same draft. */
export interface InAccount {
  readonly revision: number;
  readonly mark: string;
}

/**
 * What is to be done about both. `same`: nothing, and what is in the form is what the account has, if it has any.
 * `save`: the account gets what is in the form. `take`: the form gets what the account has. `ask`: both have something
 * that the other doesn't know, which is the reader's to judge. `delete`: what the account has was sent or thrown away
 * here. `gone`: what is in the form was sent or thrown away elsewhere.
 */
export type Meeting = 'same' | 'save' | 'take' | 'ask' | 'delete' | 'gone';

/** Decides it. Nobody's words are lost by any of it but `gone`, which can be taken back. */
export function meet(device: OnDevice, account: InAccount | null, now: number): Meeting {
  return account === null ? meetNone(device, now) : meetOne(device, account);
}

function meetNone({ place: { saved }, isBlank, mark, hasBegun }: OnDevice, now: number): Meeting {
  if (isBlank) return 'same';
  if (saved === null || saved.mark !== mark || hasBegun) return 'save';
  // The account drops what nobody writes in for long: that is nobody's decision, and here it still is.
  return now - saved.at >= FORM_DRAFT_KEPT_MS ? 'save' : 'gone';
}

function meetOne({ place: { saved, isGone }, isBlank, mark, hasBegun }: OnDevice, account: InAccount): Meeting {
  if (account.mark === mark) return 'same';
  const isNewer = saved?.revision !== account.revision;
  if (!isNewer) {
    if (isBlank) return isGone || hasBegun ? 'delete' : 'take';
    return saved.mark === mark ? 'same' : 'save';
  }
  if (hasBegun) return 'ask';
  return isBlank || saved?.mark === mark ? 'take' : 'ask';
}

/** That the account has all that this device has, as far as this one knows. */
export function isAllSaved({ place: { saved }, isBlank, mark }: Omit<OnDevice, 'hasBegun'>): boolean {
  return isBlank ? saved === null : saved?.mark === mark;
}

/** A reader who goes to and fro between windows costs a read a minute at the most. */
const LOOK_APART_MS = 60_000;

/** When the account may be read again by itself. */
export function lookAt(readAt: number): number {
  return readAt + LOOK_APART_MS;
}

/** The draft is sent this long after the last change: a word is not worth a write, a pause is. */
const QUIET_MS = 2_000;
/** Nor is each pause: at most one write in this time, which is what a draft costs at the most. */
const APART_MS = 10_000;

/** When what was changed at `changedAt` is saved, after what was sent at `sentAt`, and not before `notBefore`. */
export function saveAt(changedAt: number, sentAt: number, notBefore: number): number {
  return Math.max(changedAt + QUIET_MS, sentAt + APART_MS, notBefore);
}

const FIRST_RETRY_MS = 15_000;
const MOST_RETRY_MS = 120_000;

/** How long after the failure number `failures`, from 1, it is tried again by itself. */
export function retryMs(failures: number): number {
  return Math.min(MOST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
}
