import { addressKey } from './pageAddress.ts';

/** A page to be read. */
export interface Visit {
  readonly address: string;
  /** The allowed domain that covers it. */
  readonly domain: string;
  /** Higher is sooner. */
  readonly priority: number;
  /** Links between it and a start page. */
  readonly depth: number;
  /** Redirects that led to it. */
  readonly hops: number;
  /** Times that it was tried before. */
  readonly tries: number;
}

interface Host {
  /** Null until its robots.txt was read. */
  delayMs: number | null;
  busy: number;
  nextAt: number;
}

/** A site that links every day of a calendar shall not fill the memory; past this only better links come in. */
const MAX_PENDING = 10_000;

/** How much a domain falls back that has had all pages so far; keeps a talkative domain from starving the others. */
const FAIRNESS = 0.5;

/**
 * The pages still to be read, and who may be asked now: at most `perHost` visits at a time to one origin, one at a
 * time with a pause where its robots.txt asks for pauses or has not been read yet. Taking the best is a walk over all
 * that wait: 2000 pages of 10,000 take a tenth of a second in all, and priorities may change freely.
 */
export class Frontier {
  readonly #perHost: number;
  readonly #pending = new Map<string, Visit>();
  /** Keys that were ever offered, so that a page is asked once under all its spellings. */
  readonly #seen = new Set<string>();
  readonly #asked = new Set<string>();
  readonly #hosts = new Map<string, Host>();
  readonly #takenOf = new Map<string, number>();
  #taken = 0;

  constructor(perHost: number) {
    this.#perHost = perHost;
  }

  get pending(): number {
    return this.#pending.size;
  }

  /** Adds a page, or raises the priority of one that waits; what was taken before stays taken. */
  offer(visit: Visit): void {
    const key = addressKey(visit.address);
    const waiting = this.#pending.get(key);
    if (waiting !== undefined && visit.priority > waiting.priority) {
      this.#pending.set(key, { ...waiting, priority: visit.priority });
    }
    if (this.#seen.has(key) || this.#pending.size >= MAX_PENDING) return;
    this.#seen.add(key);
    this.#pending.set(key, visit);
  }

  /** Takes away the waiting pages of which `isUnwanted` says so, and gives how many they were. */
  drop(isUnwanted: (address: string) => boolean): number {
    const unwanted = [...this.#pending].filter(([, { address }]) => isUnwanted(address));
    for (const [key] of unwanted) this.#pending.delete(key);
    return unwanted.length;
  }

  /** Adds the target of a redirect, which may differ from its source in a slash alone. False if it was asked before. */
  offerTarget(visit: Visit): boolean {
    const key = addressKey(visit.address);
    if (this.#asked.has(visit.address)) return false;
    this.#seen.add(key);
    this.#pending.set(key, visit);
    return true;
  }

  /** Adds a page again that could not be read at the first try. */
  offerAgain(visit: Visit): void {
    this.#pending.set(addressKey(visit.address), { ...visit, tries: visit.tries + 1 });
  }

  /** Takes the best page whose host may be asked at `now` (ms); null when there is none. */
  take(now: number): Visit | null {
    let best: Visit | null = null;
    for (const visit of this.#pending.values()) {
      if (best !== null && this.#rank(visit) <= this.#rank(best)) continue;
      if (this.#isReady(this.#host(visit.address), now)) best = visit;
    }
    if (best === null) return null;
    this.#pending.delete(addressKey(best.address));
    this.#asked.add(best.address);
    this.#taken += 1;
    this.#takenOf.set(best.domain, (this.#takenOf.get(best.domain) ?? 0) + 1);
    const host = this.#host(best.address);
    host.busy += 1;
    host.nextAt = now + (host.delayMs ?? 0);
    return best;
  }

  /** Ends a visit that `take` gave. */
  release(visit: Visit): void {
    this.#host(visit.address).busy -= 1;
  }

  /** Sets the pause between two visits to the origin of `address`, counted from `now`; it never gets shorter. */
  setDelay(address: string, delayMs: number, now: number): void {
    const host = this.#host(address);
    host.delayMs = Math.max(host.delayMs ?? 0, delayMs);
    host.nextAt = Math.max(host.nextAt, now + host.delayMs);
  }

  /** When the next page can be taken (ms), as far as pauses decide it; null when nothing waits for a pause. */
  nextReadyAt(): number | null {
    const waiting = [...this.#pending.values()].map(({ address }) => this.#host(address));
    const times = waiting.filter((host) => host.busy < this.#limit(host)).map((host) => host.nextAt);
    // Not `Math.min(...times)`: ten thousand arguments are too many.
    return times.length === 0 ? null : times.reduce((earliest, time) => Math.min(earliest, time));
  }

  #rank(visit: Visit): number {
    const share = (this.#takenOf.get(visit.domain) ?? 0) / Math.max(1, this.#taken);
    return visit.priority - FAIRNESS * share;
  }

  #isReady(host: Host, now: number): boolean {
    return host.busy < this.#limit(host) && now >= host.nextAt;
  }

  #limit(host: Host): number {
    return host.delayMs === 0 ? this.#perHost : 1;
  }

  #host(address: string): Host {
    const origin = originOf(address);
    const host = this.#hosts.get(origin) ?? { delayMs: null, busy: 0, nextAt: 0 };
    this.#hosts.set(origin, host);
    return host;
  }
}

/** The origin of a normalised address; `new URL` would take most of the time here. */
function originOf(address: string): string {
  return address.slice(0, address.indexOf('/', 'https://'.length));
}
