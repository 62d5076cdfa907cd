import { retryMs, saveAt } from './meetDrafts.ts';

/** Why nothing is sent: the form itself is being sent, or the reader has to choose first. */
type Hold = 'sending' | 'choosing';

const LONG_AGO = Number.NEGATIVE_INFINITY;

/** When the draft of an open form goes to the account: after a pause, not too often, one thing after the other. */
export class SavePace {
  readonly #now: () => number;
  readonly #go: () => Promise<void>;
  readonly #holds = new Set<Hold>();
  #isOpen = false;
  #isWanted = false;
  /** Whatever is written meanwhile. */
  #isUrgent = false;
  #changedAt = LONG_AGO;
  #sentAt = LONG_AGO;
  #notBefore = LONG_AGO;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #work: Promise<void> | null = null;

  /** `go` does what is wanted then. */
  constructor(now: () => number, go: () => Promise<void>) {
    this.#now = now;
    this.#go = go;
  }

  /** That the form is there and is not being sent: what comes back from the server may change it. */
  get isFormFree(): boolean {
    return this.#isOpen && !this.#holds.has('sending');
  }

  /** Goes at once. */
  open(): void {
    this.#isOpen = true;
    this.urge();
  }

  /** What there is to do is done at once. */
  urge(): void {
    this.#isWanted = true;
    this.#isUrgent = true;
    this.#schedule();
  }

  close(): void {
    this.#isOpen = false;
    clearTimeout(this.#timer);
  }

  /** Something has changed. */
  want(): void {
    this.#changedAt = this.#now();
    this.#isWanted = true;
    this.#schedule();
  }

  /** What is wanted goes without waiting for a pause. */
  hurry(): void {
    if (this.#isOpen && this.#isWanted && this.#isFree()) this.#start();
  }

  hold(hold: Hold): void {
    this.#holds.add(hold);
    clearTimeout(this.#timer);
  }

  release(hold: Hold): void {
    this.#holds.delete(hold);
    this.#schedule();
  }

  /** A write goes out. */
  sent(): void {
    this.#sentAt = this.#now();
  }

  succeeded(): void {
    this.#failures = 0;
  }

  /** It is tried again by itself, later and later. */
  failed(retryAfterMs: number | undefined): void {
    this.#failures += 1;
    this.#isWanted = true;
    this.#notBefore = this.#now() + (retryAfterMs ?? retryMs(this.#failures));
  }

  /** What has failed may work now. */
  retry(): void {
    this.#notBefore = LONG_AGO;
    this.#schedule();
  }

  /** Once nothing is on its way. */
  async idle(): Promise<void> {
    await this.#work;
  }

  #isFree(): boolean {
    return this.#holds.size === 0 && this.#work === null;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (!this.#isOpen || !this.#isWanted || !this.#isFree()) return;
    const at = this.#isUrgent ? 0 : saveAt(this.#changedAt, this.#sentAt, this.#notBefore);
    this.#timer = setTimeout(() => this.#start(), Math.max(0, at - this.#now()));
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#isWanted = false;
    this.#isUrgent = false;
    this.#work = this.#go().finally(() => {
      this.#work = null;
      this.#schedule();
    });
  }
}
