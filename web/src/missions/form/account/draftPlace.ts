import type { KeptFormDraft } from '../../../../../functions/src/schema/formDraft.ts';
import { toEpochMs } from '../../../../../functions/src/schema/time.ts';
import { lastUid } from '../../../session.ts';
import { isRecord, readStored, writeStored } from '../../../storage.ts';
import { markOf, type Written } from './writtenContent.ts';

/** The state of the draft that this device last saved to the account, or took from there. */
export interface SavedState {
  readonly revision: number;
  /** Of what was written then. */
  readonly mark: string;
  /** By the server's clock, in milliseconds. */
  readonly at: number;
}

/** What this device knows of where its draft is, beside the draft itself. */
export interface DraftPlace {
  readonly draftId: string;
  readonly saved: SavedState | null;
  /** That it was sent or thrown away here, and the account may not have heard of that yet. */
  readonly isGone: boolean;
}

const keyOf = (uid: string) => `ui.draft-place:${uid}`;

/** The place of an open form's draft. It is known without a storage too. */
export class KeptPlace {
  readonly #uid: string;
  #remembered: DraftPlace;

  constructor(uid: string) {
    this.#uid = uid;
    this.#remembered = placeFrom(readStored(keyOf(uid))) ?? newPlace();
  }

  /** As it is stored: another tab may have saved the draft. */
  get(): DraftPlace {
    return placeFrom(readStored(keyOf(this.#uid))) ?? this.#remembered;
  }

  /** Of a blank form there is nothing to know. */
  set(place: DraftPlace, isBlank: boolean): void {
    this.#remembered = place;
    const isNothing = place.saved === null && !place.isGone && isBlank;
    // An answer may come after its user has signed out: nothing of them is left behind then.
    if (lastUid() === this.#uid) writeStored(keyOf(this.#uid), isNothing ? null : place);
  }
}

/** Of a draft that begins. */
export function newPlace(): DraftPlace {
  return { draftId: crypto.randomUUID(), saved: null, isGone: false };
}

/** What of a stored text can be read; null where that is nothing. */
export function placeFrom(stored: unknown): DraftPlace | null {
  if (!isRecord(stored) || typeof stored.draftId !== 'string') return null;
  const { draftId, saved, isGone } = stored;
  return { draftId, saved: isRecord(saved) ? savedFrom(saved) : null, isGone: isGone === true };
}

function savedFrom({ revision, mark, at }: Record<string, unknown>): SavedState | null {
  if (typeof revision !== 'number' || typeof mark !== 'string' || typeof at !== 'number') return null;
  return { revision, mark, at };
}

/** What the account has. The mark is that of what this device makes of it: read back, it may be put in other words. */
export function savedOf({ revision, updated_at }: KeptFormDraft, written: Written): SavedState {
  return { revision, mark: markOf(written), at: toEpochMs(updated_at) };
}
