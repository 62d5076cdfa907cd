import { assertNever } from '../../../../../functions/src/core/assertNever.ts';
import type { KeptFormDraft } from '../../../../../functions/src/schema/formDraft.ts';
import { toEpochMs } from '../../../../../functions/src/schema/time.ts';
import { createStore } from '../../../store.ts';
import type { Trouble } from '../../../trouble.ts';
import { type DraftPlace, newPlace, type SavedState, savedOf, storedPlace, writePlace } from './draftPlace.ts';
import { type AccountDraftState, aloneFor, NO_ACCOUNT_DRAFT } from './draftState.ts';
import { meet } from './meetDrafts.ts';
import { SavePace } from './savePace.ts';
import { contentOf, isBlank, markOf, NOTHING_WRITTEN, type Written, writtenOf } from './writtenContent.ts';

type Calls = Pick<typeof import('./formDraftCalls.ts'), 'read' | 'save' | 'remove'>;

/** What it is made of. `fill` puts something into the form, `now` is the server's clock. */
interface Needs {
  readonly uid: string;
  readonly written: Written;
  readonly calls: Calls;
  readonly fill: (written: Written) => void;
  readonly now: () => number;
}

/** What the server says of a draft that it does not take, however often it is sent. */
const REFUSALS: readonly string[] = ['invalid_request', 'body_too_large'];

/**
 * The draft of one open form on its way between this device and its owner's account. The device's own copy is first and
 * whole without it: nothing here is waited for.
 */
export class AccountDraft {
  readonly state = createStore(NO_ACCOUNT_DRAFT);
  readonly #needs: Needs;
  readonly #pace: SavePace;
  #written: Written;
  /** The mark of what the form was opened or last filled with. */
  #begun: string;
  /** Known without a storage too. */
  #remembered: DraftPlace;
  /** What the account has is known. */
  #isMet = false;
  /** The mark of what the account does not take. */
  #refused: string | null = null;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#written = needs.written;
    this.#begun = markOf(needs.written);
    this.#remembered = storedPlace(needs.uid) ?? newPlace();
    this.#pace = new SavePace(needs.now, () => (this.#isMet ? this.#send() : this.#meet()));
  }

  /** Reads what the account has. One read. */
  open(): void {
    this.#pace.open();
  }

  /** Nothing waits any more: what is not saved yet is sent now. */
  close(): void {
    this.flush();
    this.#pace.close();
  }

  /** The form has this now. */
  write(written: Written): void {
    if (written === this.#written) return;
    this.#written = written;
    this.#pace.want();
  }

  /** Sends what is not saved yet without waiting for a pause: the page may not come back. */
  flush(): void {
    if (this.#isMet) this.#pace.hurry();
  }

  /** The device has a connection again. */
  retry(): void {
    this.#pace.retry();
  }

  /** The id under which the draft is known on all devices; the mission's own id is made of it. */
  draftId(): string {
    const place = this.#place();
    this.#keep(place);
    return place.draftId;
  }

  /** The form is being sent: nothing is saved meanwhile, nor is it filled in from elsewhere. */
  hold(): void {
    this.#pace.hold('sending');
  }

  release(): void {
    this.#pace.release('sending');
  }

  /** It was sent or thrown away: the account forgets it too, if it still is what this device knows. One delete. */
  async forget(): Promise<void> {
    this.hold();
    this.#keep({ ...newPlace(), saved: this.#place().saved, isGone: true });
    await this.#pace.idle();
    await this.#remove();
  }

  /** What the reader chose where both had something. */
  choose(whose: 'mine' | 'theirs'): void {
    const { offer } = this.state.get();
    if (offer === null) return;
    const theirs = writtenOf(offer.content);
    this.#set({ offer: null });
    if (whose === 'theirs') this.#take(offer, theirs);
    else this.#keep({ ...this.#place(), saved: savedOf(offer, theirs), isGone: false });
    this.#pace.want();
    this.#pace.release('choosing');
    this.#pace.hurry();
  }

  /** What was gone stands in the form again, under the same id: sent once more it is the same mission. */
  bringBack(): void {
    const { gone, taken } = this.state.get();
    if (gone === null) return;
    this.#keep({ draftId: gone.draftId, saved: null, isGone: false });
    this.#set({ gone: null, taken: taken + 1 });
    this.#needs.fill(gone.written);
  }

  async #meet(): Promise<void> {
    const answer = await this.#needs.calls.read();
    if (!this.#pace.isFormFree) return;
    if (answer.kind === 'problem') return this.#fail(answer.problem);
    this.#isMet = true;
    this.#pace.succeeded();
    this.#heed(answer.data);
  }

  /** Acts on what the account has. */
  #heed(account: KeptFormDraft | null): void {
    const theirs = account === null ? NOTHING_WRITTEN : writtenOf(account.content);
    const known = account === null ? null : savedOf(account, theirs);
    const place = this.#place();
    const mark = markOf(this.#written);
    const device = { place, isBlank: isBlank(this.#written), mark, hasBegun: mark !== this.#begun };
    const meeting = meet(device, known, this.#needs.now());
    switch (meeting) {
      case 'same':
        this.#keep({ draftId: account?.draft_id ?? place.draftId, saved: known, isGone: false });
        return this.#tell(known);
      case 'save':
      case 'delete':
        this.#keep({ ...place, saved: known });
        return this.#pace.want();
      case 'take':
        return account === null ? undefined : this.#take(account, theirs);
      case 'ask':
        this.#pace.hold('choosing');
        return this.#set({ offer: account, whereabouts: { kind: 'device' } });
      case 'gone':
        this.#set({ gone: { written: this.#written, draftId: place.draftId }, taken: this.state.get().taken + 1 });
        this.#keep(newPlace());
        return this.#fill(NOTHING_WRITTEN);
      default:
        return assertNever(meeting);
    }
  }

  async #send(): Promise<void> {
    const written = this.#written;
    const mark = markOf(written);
    const place = this.#place();
    const { saved } = place;
    if (isBlank(written)) {
      this.#keep({ ...place, isGone: saved !== null });
      return await this.#remove();
    }
    if (saved?.mark === mark) return this.#tell(saved);
    if (mark === this.#refused) return;
    this.#keep({ ...place, isGone: false });
    this.#set({ gone: null });
    this.#pace.sent();
    const revision = saved?.revision ?? null;
    const answer = await this.#needs.calls.save({ draft_id: place.draftId, revision, content: contentOf(written) });
    if (answer.kind === 'problem') return await this.#notSaved(answer.problem, mark);
    const now = { revision: answer.data.revision, mark, at: toEpochMs(answer.data.updated_at) };
    this.#pace.succeeded();
    // Not the whole place: the draft may have been sent meanwhile.
    this.#keep({ ...this.#place(), saved: now });
    this.#tell(now);
  }

  async #notSaved(problem: Trouble, mark: string): Promise<void> {
    if (problem.code === 'form_draft_changed') {
      this.#isMet = false;
      return await this.#meet();
    }
    if (!REFUSALS.includes(problem.code)) return this.#fail(problem);
    this.#refused = mark;
    this.#set({ whereabouts: aloneFor(this.state.get().whereabouts, 'refused', this.#needs.now()) });
  }

  /** Deletes what the account has of a draft that is no more. Another device's newer one stays. */
  async #remove(): Promise<void> {
    const { saved } = this.#place();
    if (saved !== null) {
      this.#pace.sent();
      const answer = await this.#needs.calls.remove(saved.revision);
      if (answer.kind === 'problem' && answer.problem.code !== 'form_draft_changed') return this.#fail(answer.problem);
    }
    this.#pace.succeeded();
    this.#keep({ ...this.#place(), saved: null, isGone: false });
    this.#tell(null);
  }

  #fail({ retryAfterMs }: Trouble): void {
    this.#set({ whereabouts: aloneFor(this.state.get().whereabouts, 'unreachable', this.#needs.now()) });
    this.#pace.failed(retryAfterMs);
  }

  #take(account: KeptFormDraft, theirs: Written): void {
    const saved = savedOf(account, theirs);
    this.#keep({ draftId: account.draft_id, saved, isGone: false });
    this.#tell(saved);
    this.#set({ taken: this.state.get().taken + 1 });
    this.#fill(theirs);
  }

  #fill(written: Written): void {
    this.#written = written;
    this.#begun = markOf(written);
    this.#needs.fill(written);
  }

  #tell(saved: SavedState | null): void {
    this.#set({ whereabouts: saved === null ? { kind: 'device' } : { kind: 'account', at: saved.at } });
  }

  #set(part: Partial<AccountDraftState>): void {
    this.state.set({ ...this.state.get(), ...part });
  }

  /** Another tab may have saved the draft. */
  #place(): DraftPlace {
    return storedPlace(this.#needs.uid) ?? this.#remembered;
  }

  #keep(place: DraftPlace): void {
    this.#remembered = place;
    // Of a blank form there is nothing to know.
    const isNothing = place.saved === null && !place.isGone && isBlank(this.#written);
    writePlace(this.#needs.uid, isNothing ? null : place);
  }
}
