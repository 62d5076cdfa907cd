/** Lets callers through while it is open, and knows when the last of them is out. */
export class Gate {
  #inside = 0;
  #closed: Promise<void> | null = null;
  #open: () => void = () => undefined;
  #onEmpty: () => void = () => undefined;

  async through<T>(work: () => Promise<T>): Promise<T> {
    while (this.#closed !== null) await this.#closed;
    this.#inside += 1;
    try {
      return await work();
    } finally {
      this.#inside -= 1;
      if (this.#inside === 0) this.#onEmpty();
    }
  }

  /** Closes; resolves once nobody is inside. */
  async close(): Promise<void> {
    this.#closed = new Promise((resolve) => {
      this.#open = resolve;
    });
    if (this.#inside === 0) return;
    await new Promise<void>((resolve) => {
      this.#onEmpty = resolve;
    });
  }

  open(): void {
    this.#closed = null;
    this.#open();
  }
}
