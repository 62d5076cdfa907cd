import type { KeptFormDraft } from '../../../../../functions/src/schema/formDraft.ts';
import type { Store } from '../../../store.ts';
import { type KeptPlace, savedOf } from './draftPlace.ts';
import type { AccountDraftState } from './draftState.ts';
import type { Calls } from './formDraftCalls.ts';
import type { SavePace } from './savePace.ts';
import { isBlank, markOf, type Written, writtenOf } from './writtenContent.ts';

/** What it needs of the draft in the open form. */
interface Needs {
  readonly state: Store<AccountDraftState>;
  readonly place: KeptPlace;
  readonly pace: SavePace;
  readonly written: () => Written;
  readonly fill: (written: Written) => void;
  readonly read: Calls['read'];
  /** Puts what the account has into the form. */
  readonly take: (account: KeptFormDraft) => void;
}

/** The reader's choice where two devices have written. Either draft can be had back until they write on. */
export class DraftChoice {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** What the reader chose. Theirs may have been sent since it was offered: one more read. */
  async choose(whose: 'mine' | 'theirs'): Promise<void> {
    const { state, place, written } = this.#needs;
    const { offer } = state.get();
    if (offer === null) return;
    if (whose === 'theirs') return await this.read(true);
    const theirs = writtenOf(offer.content);
    place.set({ ...place.get(), saved: savedOf(offer, theirs), isGone: false }, isBlank(written()));
    this.#putAside(theirs, offer.draft_id);
    this.#goOn();
  }

  /** Reads again what is offered; `isWanted` when the reader wants it in the form. */
  async read(isWanted: boolean): Promise<void> {
    const { state, place, pace, read, take, written } = this.#needs;
    if (isWanted) this.#set({ isChecking: true });
    const answer = await read();
    if (isWanted) this.#set({ isChecking: false });
    const { offer } = state.get();
    if (offer === null || !pace.isFormFree) return;
    // Where it can't be read, what was offered is all that is known.
    const now = answer.kind === 'ok' ? answer.data : offer;
    const [mine, { draftId }] = [written(), place.get()];
    if (now === null) {
      place.set({ draftId, saved: null, isGone: false }, isBlank(mine));
      this.#set({ aside: { why: 'spent', besides: markOf(mine) } });
    } else if (isWanted && now.draft_id === offer.draft_id) {
      // Its last state: the other device may have gone on with it.
      take(now);
      this.#putAside(mine, draftId);
    } else {
      return this.#set({ offer: now });
    }
    this.#goOn();
  }

  /** What was put aside stands in the form again, under its own id: sent once more it is the same mission. */
  bringBack(): void {
    const { state, place, written, fill } = this.#needs;
    const { aside, taken } = state.get();
    if (aside === null || aside.why === 'spent') return;
    const here = { ...aside, written: written(), draftId: place.get().draftId, besides: markOf(aside.written) };
    const saved = aside.why === 'gone' ? null : place.get().saved;
    place.set({ draftId: aside.draftId, saved, isGone: false }, isBlank(here.written));
    this.#set({ aside: aside.why === 'left' && !isBlank(here.written) ? here : null, taken: taken + 1 });
    fill(aside.written);
  }

  #goOn(): void {
    const { pace } = this.#needs;
    this.#set({ offer: null });
    pace.want();
    pace.release('choosing');
    pace.hurry();
  }

  /** What the reader did not choose. */
  #putAside(left: Written, draftId: string): void {
    const aside = { why: 'left', written: left, draftId, besides: markOf(this.#needs.written()) } as const;
    this.#set({ aside: isBlank(left) ? null : aside });
  }

  #set(part: Partial<AccountDraftState>): void {
    const { state } = this.#needs;
    state.set({ ...state.get(), ...part });
  }
}
