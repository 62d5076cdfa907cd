import type { Note } from '../../core/events.ts';
import type { MissedPage } from '../../schema/result.ts';
import type { SkipReason } from './visitPage.ts';

/** Failed pages that get a remark of their own; the runner keeps 50 remarks a step. */
const NOTED = 20;
const MISSED_KEPT = 100;

/** What a crawl did not read, and why. */
export interface CrawlTally {
  readonly missedCount: number;
  /** The first 100. */
  readonly missed: readonly MissedPage[];
  readonly skipped: Readonly<Record<SkipReason, number>>;
}

/** Counts what was not read and remarks on the first of it. */
export class Tally implements CrawlTally {
  missedCount = 0;
  readonly missed: MissedPage[] = [];
  readonly skipped = { robots: 0, out_of_scope: 0, not_text: 0, duplicate: 0, noindex: 0 };
  readonly #note: (note: Note) => void;

  constructor(note: (note: Note) => void) {
    this.#note = note;
  }

  /** A page that could not be read. */
  miss(url: string, reason: string): void {
    this.missedCount += 1;
    if (this.missed.length < MISSED_KEPT) this.missed.push({ url, reason: reason.slice(0, 300) });
    if (this.missedCount <= NOTED)
      this.#note({ kind: 'error', message: `Could not read ${url}: ${reason.slice(0, 300)}` });
  }

  /** A page that is left out by rule. A redirect out of the scope is remarked on: the owner may want to widen it. */
  skip(why: SkipReason, url: string, detail: string): void {
    this.skipped[why] += 1;
    if (why !== 'out_of_scope' || this.skipped.out_of_scope > 5) return;
    this.#note({
      kind: 'app',
      message: `Skipped ${url}: it leads to ${detail.slice(0, 300)}, outside the allowed domains.`,
    });
  }

  /** Says how many failures had no remark of their own. */
  close(): void {
    const rest = this.missedCount - NOTED;
    if (rest > 0)
      this.#note({ kind: 'error', message: `${rest} more ${rest === 1 ? 'page' : 'pages'} could not be read.` });
  }
}
