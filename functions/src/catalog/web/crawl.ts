import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { CONCURRENCY, CrawlBudget, type CrawlEnd, type CrawlState } from './crawlBudget.ts';
import type { Crawl, CrawledPage, CrawlJob } from './crawlJob.ts';
import { Tally } from './crawlTally.ts';
import { Frontier, type Visit } from './frontier.ts';
import { InboundTexts } from './inboundTexts.ts';
import { LinkPriority } from './linkPriority.ts';
import { looksLikePage } from './pageAddress.ts';
import type { PageContent } from './pageContent.ts';
import { coveringDomain } from './scope.ts';
import { shareOfTerms } from './terms.ts';
import { type VisitOutcome, visitPage } from './visitPage.ts';

/**
 * Reads pages best first until nothing is left or a ceiling is reached, which is no failure. Throws only the reason of
 * the context's signal; by then nothing is in flight any more.
 */
export async function crawl(job: CrawlJob): Promise<Crawl> {
  const over = new AbortController();
  const crawler = new Crawler(job, AbortSignal.any([job.context.signal, job.deadline, over.signal]));
  try {
    return await crawler.run();
  } finally {
    over.abort();
    await crawler.settled();
  }
}

class Crawler {
  readonly #job: CrawlJob;
  readonly #signal: AbortSignal;
  readonly #startedAt: number;
  readonly #budget: CrawlBudget;
  readonly #frontier = new Frontier(CONCURRENCY);
  readonly #inFlight = new Set<Promise<void>>();
  readonly #tally: Tally;
  readonly #pages: CrawledPage[] = [];
  readonly #inbound = new InboundTexts();
  readonly #priority: LinkPriority;
  readonly #hashes = new Set<string>();
  readonly #allowed = new Map<string, (address: string) => boolean>();

  constructor(job: CrawlJob, signal: AbortSignal) {
    this.#job = job;
    this.#signal = signal;
    this.#startedAt = job.context.now();
    this.#budget = new CrawlBudget(job.limits, job.usage);
    this.#priority = new LinkPriority(job.interest);
    this.#tally = new Tally((note) => job.context.note(note));
  }

  async run(): Promise<Crawl> {
    for (const seed of this.#job.seeds) this.#offer({ ...seed, depth: 0 });
    let end = this.#launch();
    while (this.#inFlight.size > 0 || (end === null && this.#frontier.pending > 0)) {
      await this.#nextChange();
      this.#job.context.signal.throwIfAborted();
      end = this.#launch();
    }
    this.#tally.close();
    const { missedCount, missed, skipped, ends } = this.#tally;
    const counts = { left: this.#frontier.pending, missedCount, missed, skipped, ends };
    return { pages: this.#pages, inbound: this.#inbound, end: end ?? 'finished', ...counts };
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.#inFlight);
  }

  /** Starts what may be started now, and says which ceiling is reached, if any. */
  #launch(): CrawlEnd | null {
    for (;;) {
      if (this.#job.deadline.aborted) return 'max_seconds';
      if (this.#frontier.pending === 0) return null;
      const state = this.#state();
      const end = this.#budget.ceiling(state);
      if (end !== null || state.inFlight >= CONCURRENCY) return end;
      const maxBytes = this.#budget.setAside(state);
      if (maxBytes === null) return null;
      const visit = this.#frontier.take(this.#job.context.now());
      if (visit === null) {
        this.#budget.giveBack(maxBytes);
        return null;
      }
      const task = this.#visit(visit, maxBytes).finally(() => void this.#inFlight.delete(task));
      this.#inFlight.add(task);
    }
  }

  #state(): CrawlState {
    return {
      done: this.#pages.length + this.#tally.missedCount,
      inFlight: this.#inFlight.size,
      pending: this.#frontier.pending,
      elapsedSeconds: (this.#job.context.now() - this.#startedAt) / 1_000,
    };
  }

  /** Waits until a visit ends, a pause is over, or the crawl must stop. */
  async #nextChange(): Promise<void> {
    const readyAt = this.#inFlight.size < CONCURRENCY ? this.#frontier.nextReadyAt() : null;
    const woken = new AbortController();
    const signal = AbortSignal.any([this.#signal, woken.signal]);
    const pauseMs = readyAt === null ? 0 : Math.max(5, readyAt - this.#job.context.now());
    // A rejection here only says that the wait was cut short.
    const pause = delay(pauseMs, undefined, { signal }).catch(() => undefined);
    await Promise.race([...this.#inFlight, ...(readyAt === null && this.#inFlight.size > 0 ? [] : [pause])]);
    woken.abort();
  }

  async #visit(visit: Visit, maxBytes: number): Promise<void> {
    try {
      await this.#admit(visit, maxBytes);
    } catch (error) {
      // At the time limit the pages in flight are neither read nor missed.
      if (!this.#job.deadline.aborted || this.#job.context.signal.aborted) throw error;
    } finally {
      this.#budget.giveBack(maxBytes);
      this.#frontier.release(visit);
    }
    this.#report();
  }

  async #admit(visit: Visit, maxBytes: number): Promise<void> {
    const { web, robots, context } = this.#job;
    const { origin } = new URL(visit.address);
    const rules = await robots(visit.address);
    if (!this.#allowed.has(origin)) {
      this.#allowed.set(origin, rules.isAllowed);
      this.#frontier.setDelay(visit.address, rules.crawlDelayMs, context.now());
      if (rules.state === 'read') this.#frontier.drop((address) => this.#isForbidden(address));
    }
    if (rules.reason !== null) return this.#tally.miss(visit.address, rules.reason);
    if (!rules.isAllowed(visit.address)) return this.#tally.skip('robots', visit.address, '');
    const outcome = await visitPage({ web, scope: this.#job.scope, signal: this.#signal, maxBytes }, visit);
    this.#settle(visit, outcome);
  }

  #settle(visit: Visit, outcome: VisitOutcome): void {
    switch (outcome.kind) {
      case 'read':
        return this.#keep(visit, outcome.content);
      case 'missed':
        return this.#tally.miss(visit.address, outcome.reason);
      case 'skipped':
        return this.#tally.skip(outcome.why, visit.address, outcome.detail);
      case 'moved':
        return this.#follow(visit, outcome.to);
      case 'again':
        if (outcome.pauseMs > 0) this.#frontier.setDelay(visit.address, outcome.pauseMs, this.#job.context.now());
        return this.#frontier.offerAgain(visit);
    }
  }

  #keep(visit: Visit, content: PageContent): void {
    const hash = createHash('sha1').update(content.text).digest('base64');
    const isKnown = content.text.length > 0 && this.#hashes.has(hash);
    if (isKnown) return this.#tally.skip('duplicate', visit.address, '');
    this.#hashes.add(hash);
    if (content.noindex) this.#tally.skip('noindex', visit.address, '');
    else this.#admitPage(visit, content);
    if (this.#job.linkBonus !== null && !content.nofollow) this.#offerLinks(visit, content);
  }

  #admitPage({ address, domain }: Visit, content: PageContent): void {
    this.#tally.read(address);
    this.#pages.push({ ...content, address, domain, readAt: this.#job.context.now() });
  }

  #offerLinks(visit: Visit, content: PageContent): void {
    const { interest } = this.#job;
    const head = `${content.headings} ${content.text.slice(0, 3_000)}`;
    const parentRelevance =
      0.6 * shareOfTerms(content.title, interest.terms) + 0.4 * shareOfTerms(head, interest.terms);
    const links = content.links.filter(({ address }) => this.#isReadable(address));
    for (const link of links) if (this.#inbound.add(link.address, link.text)) this.#priority.learn(link);
    for (const { address, text } of links) {
      const lead = { address, text, depth: visit.depth + 1, parentRelevance };
      this.#offer({ address, priority: this.#priority.of(lead) + (this.#job.linkBonus ?? 0), depth: lead.depth });
    }
  }

  #isReadable(address: string): boolean {
    return coveringDomain(this.#job.scope, new URL(address)) !== null && looksLikePage(address);
  }

  #offer({ address, priority, depth }: Pick<Visit, 'address' | 'priority' | 'depth'>): void {
    const domain = coveringDomain(this.#job.scope, new URL(address));
    if (domain === null || this.#isForbidden(address)) return;
    this.#frontier.offer({ address, domain, priority, depth, hops: 0, tries: 0 });
  }

  #follow(visit: Visit, to: string): void {
    this.#tally.moved(visit.address, to);
    const domain = coveringDomain(this.#job.scope, new URL(to));
    if (domain === null || this.#isForbidden(to)) return;
    const target = { ...visit, address: to, domain, priority: visit.priority + 1, hops: visit.hops + 1, tries: 0 };
    if (!this.#frontier.offerTarget(target)) this.#tally.skip('duplicate', visit.address, '');
  }

  /** Whether robots.txt, where it is known already, forbids the page: then it must not even wait for its host. */
  #isForbidden(address: string): boolean {
    const isAllowed = this.#allowed.get(new URL(address).origin);
    if (isAllowed === undefined || isAllowed(address)) return false;
    this.#tally.forbid(address);
    return true;
  }

  #report(): void {
    const state = this.#state();
    // The visit that has just ended still counts as in flight.
    const after = { ...state, inFlight: state.inFlight - 1 };
    const total = this.#budget.totalPages(after);
    const message = `${state.done} of ${total} pages`;
    const fraction = this.#budget.fraction(after);
    this.#job.context.report({ done: state.done, total, unit: 'pages', message, fraction });
  }
}
