import type { ConnectionEvent } from './connection.ts';
import type { Emit, Live } from './liveValue.ts';

/** A value as Firestore or the API has just told it; null for nothing that could be shown. */
type News<T> = Live<T> | null;

export interface FeedOptions<T> {
  readonly emit: Emit<T>;
  readonly tell: (event: ConnectionEvent) => void;
  readonly isPaused: () => boolean;
  readonly now: () => number;
  /** What to show of `next` when `shown` is on screen: what is newer of both, so that nothing goes backwards. */
  readonly merge?: ((next: T, shown: T) => T) | undefined;
  readonly isRunning?: ((data: T) => boolean) | undefined;
}

let feeds = 0;

/**
 * One live value on screen and its two sources: snapshots, and the API while there are none. What an older source tells
 * later is not shown, and while the reader has paused the page nothing is, but what they ask for.
 */
export class Feed<T> {
  readonly #id = ++feeds;
  readonly #options: FeedOptions<T>;
  #shown: T | null = null;
  /** From the first answered poll until the next server snapshot the cache knows less than the page. */
  #isPolled = false;
  #serverSnapshots = 0;

  constructor(options: FeedOptions<T>) {
    this.#options = options;
    options.tell({ type: 'listening', feed: this.#id, at: options.now() });
  }

  get shown(): T | null {
    return this.#shown;
  }

  snapshot(news: News<T>, fromCache: boolean): void {
    const { tell, now, isPaused } = this.#options;
    const type = fromCache ? 'cache_snapshot' : 'server_snapshot';
    if (!fromCache) this.#serverSnapshots += 1;
    const isHidden = isPaused() || (fromCache && this.#isPolled);
    if (!isHidden) {
      this.#isPolled = this.#isPolled && fromCache;
      this.#show(news);
    }
    tell({ type, feed: this.#id, at: now(), isRunning: this.#isRunning() });
  }

  /** `ask` answers what the API says now. What a snapshot has overtaken meanwhile is dropped. */
  async poll(ask: () => Promise<News<T>>): Promise<void> {
    const before = this.#serverSnapshots;
    const news = await ask();
    if (this.#serverSnapshots !== before) return;
    this.#isPolled = true;
    this.#show(news);
    this.#options.tell({ type: 'paced', feed: this.#id, isRunning: this.#isRunning() });
  }

  end(): void {
    this.#options.tell({ type: 'ended', feed: this.#id });
  }

  #show(news: News<T>): void {
    if (news === null) return;
    const { merge, emit } = this.#options;
    if (news.state !== 'ready') return emit(news);
    const data = this.#shown === null || merge === undefined ? news.data : merge(news.data, this.#shown);
    this.#shown = data;
    emit({ ...news, data });
  }

  #isRunning(): boolean {
    return this.#shown !== null && (this.#options.isRunning?.(this.#shown) ?? false);
  }
}
