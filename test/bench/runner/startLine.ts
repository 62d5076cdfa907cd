/** Where `count` runners wait for each other. */
export class StartLine {
  /** Resolves when all have come. */
  readonly full: Promise<void>;
  readonly #opened: Promise<void>;
  #missing: number;
  #fill = (): void => undefined;
  #open = (): void => undefined;

  constructor(count: number) {
    this.#missing = count;
    this.full = new Promise((resolve) => {
      this.#fill = resolve;
    });
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  wait(): Promise<void> {
    this.#missing -= 1;
    if (this.#missing === 0) this.#fill();
    return this.#opened;
  }

  open(): void {
    this.#open();
  }
}
