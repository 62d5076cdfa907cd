import type { WebUsage } from './meteredWeb.ts';

/** Pages read at the same time, over all domains. More would be felt by small sites. */
export const CONCURRENCY = 6;

/** Of one page. The rest of a longer one is left; what it is about stands at its beginning. */
const MAX_PAGE_BYTES = 2_000_000;

/** With less room than this a page would be cut before its text begins. */
const MIN_PAGE_BYTES = 4_000;

/** How much the latest visit counts in the average of what visits find; about the last twenty matter. */
const MEMORY = 0.05;

/** What a crawl may take. */
export interface CrawlLimits {
  readonly pages: number;
  readonly bytes: number;
  readonly seconds: number;
}

/** What ended a crawl: nothing left to read, or the ceiling that was reached. */
export type CrawlEnd = 'finished' | 'max_pages' | 'max_bytes' | 'max_seconds' | 'max_requests';

/** Where a crawl stands. */
export interface CrawlState {
  /** Pages read or missed. */
  readonly done: number;
  readonly inFlight: number;
  readonly pending: number;
  readonly elapsedSeconds: number;
}

/**
 * Keeps a crawl within its limits. Bytes are set aside for a page before it is asked for, so that pages in flight
 * together can't pass the limit; what a page does not use comes back.
 */
export class CrawlBudget {
  readonly #limits: CrawlLimits;
  readonly #usage: WebUsage;
  #setAside = 0;
  #fraction = 0;
  #known = 0;
  #foundPerVisit = 1;

  constructor(limits: CrawlLimits, usage: WebUsage) {
    this.#limits = limits;
    this.#usage = usage;
  }

  /** The ceiling that forbids another page, or null. */
  ceiling({ done }: CrawlState): CrawlEnd | null {
    if (done >= this.#limits.pages) return 'max_pages';
    if (this.#limits.bytes - this.#usage.bytes < MIN_PAGE_BYTES) return 'max_bytes';
    // Redirects, pictures and duplicates are no pages but cost a request each; a site of nothing else must end too.
    return this.#usage.requests >= this.#limits.pages * 3 + 50 ? 'max_requests' : null;
  }

  /** Sets bytes aside for one more page; null while those in flight could use up the rest, in pages or bytes. */
  setAside({ done, inFlight }: CrawlState): number | null {
    const room = this.#limits.bytes - this.#usage.bytes - this.#setAside;
    if (done + inFlight >= this.#limits.pages || room < MIN_PAGE_BYTES) return null;
    const bytes = Math.min(room, MAX_PAGE_BYTES);
    this.#setAside += bytes;
    return bytes;
  }

  /** Takes back what was set aside; what was read of it has been counted by then. */
  giveBack(bytes: number): void {
    this.#setAside -= bytes;
  }

  /** How many pages the crawl will have read in the end, as far as is known now. */
  totalPages({ done, inFlight, pending }: CrawlState): number {
    return Math.min(this.#limits.pages, done + inFlight + pending);
  }

  /**
   * The share of the crawl that is done, 0 to 1: by the limit that is nearest. It never falls. While visits still bring
   * new addresses, each waiting page is expected to bring as many as the latest ones did (one at most), so that the
   * bar does not run ahead of a site that is still unfolding.
   */
  fraction({ done, inFlight, pending, elapsedSeconds }: CrawlState): number {
    const waiting = inFlight + pending;
    const found = Math.min(1, Math.max(0, done + waiting - this.#known));
    this.#known = done + waiting;
    this.#foundPerVisit += MEMORY * (found - this.#foundPerVisit);
    const expected = Math.min(this.#limits.pages, done + waiting * (1 + this.#foundPerVisit));
    const byPages = done / Math.max(1, expected);
    const byBytes = this.#usage.bytes / this.#limits.bytes;
    const bySeconds = elapsedSeconds / this.#limits.seconds;
    this.#fraction = Math.min(1, Math.max(this.#fraction, byPages, byBytes, bySeconds));
    return this.#fraction;
  }
}
