import type { Note } from '../../core/events.ts';
import type { MissedPage } from '../../schema/result.ts';
import type { SkipReason } from './visitPage.ts';

/** Failed pages that get a remark of their own; the runner keeps 50 remarks a step. */
const NOTED = 20;
const MISSED_KEPT = 100;

/** What became of an address that was to be read. */
export type VisitEnd =
  | { readonly kind: 'read' }
  | { readonly kind: 'missed'; readonly reason: string }
  | { readonly kind: 'skipped'; readonly why: SkipReason; readonly detail: string }
  | { readonly kind: 'moved'; readonly to: string };

/** A site that forbids more addresses than this is counted no further. */
const FORBIDDEN_KEPT = 10_000;

/** What became of the addresses of a crawl. */
export interface CrawlTally {
  readonly missedCount: number;
  /** The first 100. */
  readonly missed: readonly MissedPage[];
  readonly skipped: Readonly<Record<SkipReason, number>>;
  readonly ends: ReadonlyMap<string, VisitEnd>;
}

/** Counts what was not read and remarks on the first of it. */
export class Tally implements CrawlTally {
  missedCount = 0;
  readonly missed: MissedPage[] = [];
  readonly skipped = { robots: 0, out_of_scope: 0, not_text: 0, duplicate: 0, noindex: 0 };
  readonly ends = new Map<string, VisitEnd>();
  readonly #note: (note: Note) => void;
  readonly #forbidden = new Set<string>();

  constructor(note: (note: Note) => void) {
    this.#note = note;
  }

  read(url: string): void {
    this.ends.set(url, { kind: 'read' });
  }

  moved(url: string, to: string): void {
    this.ends.set(url, { kind: 'moved', to });
  }

  /** A page that robots.txt is known to forbid, each counted once however many links lead there. */
  forbid(url: string): void {
    if (this.#forbidden.size >= FORBIDDEN_KEPT) return;
    this.#forbidden.add(url);
    this.ends.set(url, { kind: 'skipped', why: 'robots', detail: '' });
  }

  /** A page that could not be read. */
  miss(url: string, reason: string): void {
    this.ends.set(url, { kind: 'missed', reason: reason.slice(0, 300) });
    this.missedCount += 1;
    if (this.missed.length < MISSED_KEPT) this.missed.push({ url, reason: reason.slice(0, 300) });
    if (this.missedCount <= NOTED)
      this.#note({ kind: 'error', message: `Could not read ${url}: ${reason.slice(0, 300)}` });
  }

  /** A page that is left out by rule. A redirect out of the scope is remarked on: the owner may want to widen it. */
  skip(why: SkipReason, url: string, detail: string): void {
    this.skipped[why] += 1;
    this.ends.set(url, { kind: 'skipped', why, detail: detail.slice(0, 300) });
    if (why !== 'out_of_scope' || this.skipped.out_of_scope > 5) return;
    this.#note({
      kind: 'app',
      message: `Skipped ${url}: it leads to ${detail.slice(0, 300)}, outside the allowed domains.`,
    });
  }

  /** Says how many failures had no remark of their own. */
  close(): void {
    this.skipped.robots += this.#forbidden.size;
    const rest = this.missedCount - NOTED;
    if (rest > 0)
      this.#note({ kind: 'error', message: `${rest} more ${rest === 1 ? 'page' : 'pages'} could not be read.` });
  }
}
