/**
 * Hands on the newest value: a reader who is slower than they come misses those in between, and nothing piles up. Once
 * ended it hands out what is left, then the end or the error.
 */
export class Newest<T> implements AsyncIterable<T> {
  #value: { readonly it: T } | null = null;
  #end: { readonly error: unknown } | null = null;
  #wake: (() => void) | null = null;

  put(it: T): void {
    this.#value = { it };
    this.#wake?.();
  }

  /** `error` undefined for an end without one. */
  end(error?: unknown): void {
    this.#end ??= { error };
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (;;) {
      const value = this.#value;
      this.#value = null;
      if (value !== null) {
        yield value.it;
      } else if (this.#end !== null) {
        if (this.#end.error !== undefined) await Promise.reject(this.#end.error);
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = null;
      }
    }
  }
}
