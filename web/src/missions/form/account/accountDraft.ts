import { assertNever } from '../../../../../functions/src/core/assertNever.ts';
import type { KeptFormDraft } from '../../../../../functions/src/schema/formDraft.ts';
import { toEpochMs } from '../../../../../functions/src/schema/time.ts';
import { createStore } from '../../../store.ts';
import type { Trouble } from '../../../trouble.ts';
import { DraftChoice } from './draftChoice.ts';
import { type DraftPlace, KeptPlace, newPlace, type SavedState, savedOf } from './draftPlace.ts';
import { aloneFor, asideGone, type DraftNeeds, isRefusal, NO_ACCOUNT_DRAFT } from './draftState.ts';
import { isAllSaved, lookAt, meet, type OnDevice } from './meetDrafts.ts';
import { SavePace } from './savePace.ts';
import { contentOf, isBlank, markOf, NOTHING_WRITTEN, type Written, writtenOf } from './writtenContent.ts';

/**
 * The draft of one open form on its way between this device and its owner's account. The device's own copy is first and
 * whole without it: nothing here is waited for.
 */
export class AccountDraft {
  readonly state = createStore(NO_ACCOUNT_DRAFT);
  /** Where this device and another one both have written. */
  readonly choice: DraftChoice;
  readonly #needs: DraftNeeds;
  readonly #pace: SavePace;
  #written: Written;
  /** The mark of what the form was opened or last filled with. */
  #begun: string;
  readonly #kept: KeptPlace;
  /** What the account has is known. */
  #isMet = false;
  /** When it was last read. */
  #readAt = Number.NEGATIVE_INFINITY;
  #isLookDue = false;
  /** The mark of what the account does not take. */
  #refused: string | null = null;

  constructor(needs: DraftNeeds) {
    this.#needs = needs;
    this.#written = needs.written;
    this.#begun = markOf(needs.written);
    this.#kept = new KeptPlace(needs.uid);
    this.#pace = new SavePace(needs.now, () => (this.#isMet ? this.#send() : this.#meet()));
    this.choice = new DraftChoice({
      ...{ state: this.state, place: this.#kept, pace: this.#pace },
      ...{ written: () => this.#written, fill: needs.fill },
      ...{ read: () => this.#read(), take: (account) => this.#take(account, writtenOf(account.content)) },
    });
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
    const place = this.#kept.get();
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
    this.#keep({ ...newPlace(), saved: this.#kept.get().saved, isGone: true });
    await this.#pace.idle();
    await this.#remove();
  }

  /** The reader is back, and another device may have sent the draft, or gone on with it. At most one read a minute. */
  look(): void {
    const isEarly = this.#needs.now() < lookAt(this.#readAt);
    if (isEarly || !this.#isMet || !this.#pace.isFormFree) return;
    if (this.state.get().offer !== null) return void this.choice.read(false);
    const device = this.#device();
    if (!isAllSaved(device)) return;
    // All of it is in the account: begun is only what is written while that is read.
    this.#begun = device.mark;
    this.#isLookDue = true;
    this.#pace.urge();
  }

  #read(): ReturnType<DraftNeeds['calls']['read']> {
    this.#readAt = this.#needs.now();
    return this.#needs.calls.read();
  }

  /** Where it fails nothing is said: what is written meanwhile goes its way. */
  async #lookAgain(): Promise<void> {
    this.#isLookDue = false;
    const answer = await this.#read();
    if (answer.kind === 'ok' && this.#pace.isFormFree) this.#heed(answer.data);
    else this.#pace.want();
  }

  async #meet(): Promise<void> {
    const answer = await this.#read();
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
    const device = this.#device();
    const { place } = device;
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
        return this.#set({ offer: account, aside: null, whereabouts: { kind: 'device' } });
      case 'gone':
        this.#set({ aside: asideGone(this.#written, place.draftId), taken: this.state.get().taken + 1 });
        this.#keep(newPlace());
        return this.#fill(NOTHING_WRITTEN);
      default:
        return assertNever(meeting);
    }
  }

  async #send(): Promise<void> {
    if (this.#isLookDue) return await this.#lookAgain();
    const written = this.#written;
    const mark = markOf(written);
    const place = this.#kept.get();
    const { saved } = place;
    if (isBlank(written)) {
      this.#keep({ ...place, isGone: saved !== null });
      return await this.#remove();
    }
    if (saved?.mark === mark) return this.#tell(saved);
    if (mark === this.#refused) return;
    this.#keep({ ...place, isGone: false });
    if (this.state.get().aside?.besides !== mark) this.#set({ aside: null });
    this.#pace.sent();
    const revision = saved?.revision ?? null;
    const answer = await this.#needs.calls.save({ draft_id: place.draftId, revision, content: contentOf(written) });
    if (answer.kind === 'problem') return await this.#notSaved(answer.problem, mark);
    const now = { revision: answer.data.revision, mark, at: toEpochMs(answer.data.updated_at) };
    this.#pace.succeeded();
    // Not the whole place: the draft may have been sent meanwhile.
    this.#keep({ ...this.#kept.get(), saved: now });
    this.#tell(now);
  }

  async #notSaved(problem: Trouble, mark: string): Promise<void> {
    if (problem.code === 'form_draft_changed') {
      this.#isMet = false;
      return await this.#meet();
    }
    if (!isRefusal(problem)) return this.#fail(problem);
    this.#refused = mark;
    this.#set({ whereabouts: aloneFor(this.state.get().whereabouts, 'refused', this.#needs.now()) });
  }

  /** Deletes what the account has of a draft that is no more. Another device's newer one stays. */
  async #remove(): Promise<void> {
    const { saved } = this.#kept.get();
    if (saved !== null) {
      this.#pace.sent();
      const answer = await this.#needs.calls.remove(saved.revision);
      if (answer.kind === 'problem' && answer.problem.code !== 'form_draft_changed') return this.#fail(answer.problem);
    }
    this.#pace.succeeded();
    this.#keep({ ...this.#kept.get(), saved: null, isGone: false });
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

  #set(part: Partial<typeof NO_ACCOUNT_DRAFT>): void {
    this.state.set({ ...this.state.get(), ...part });
  }

  #device(): OnDevice {
    const mark = markOf(this.#written);
    return { place: this.#kept.get(), isBlank: isBlank(this.#written), mark, hasBegun: mark !== this.#begun };
  }

  #keep(place: DraftPlace): void {
    this.#kept.set(place, isBlank(this.#written));
  }
}
