import type { Interest } from './interest.ts';
import { pageKind } from './pageKind.ts';
import { stem, wordsOf } from './terms.ts';

/** What is known about a page before it is read. */
export interface Lead {
  readonly address: string;
  /** The text of the link that leads there; empty for an address from a sitemap. */
  readonly text: string;
  readonly depth: number;
  /** How relevant the page with the link is, 0 to 1. */
  readonly parentRelevance: number;
}

const PENALTY = { ordinary: 0, index: 0.4, changelog: 0.4, minor: 0.5 };

/** Terms shorter than this are part of an address by chance. */
const PART_LENGTH = 5;

/** What a term counts that is only part of a word: "createtable" is about tables too. */
const PART_WORTH = 0.6;

/**
 * Says how soon pages should be read. It learns from the links of the site which terms tell its pages apart: on a site
 * about git, "git" is in every link and says nothing.
 */
export class LinkPriority {
  readonly #interest: Pick<Interest, 'terms' | 'cue_terms' | 'intent'>;
  readonly #terms: readonly string[];
  readonly #linksWith = new Map<string, number>();
  #links = 0;

  constructor(interest: Pick<Interest, 'terms' | 'cue_terms' | 'intent'>) {
    this.#interest = interest;
    this.#terms = [...interest.terms, ...interest.cue_terms];
  }

  /** Learns from a link that was not seen before. */
  learn({ address, text }: Pick<Lead, 'address' | 'text'>): void {
    const words = stemsOf(address, text);
    this.#links += 1;
    for (const term of this.#terms) {
      if (words.has(term)) this.#linksWith.set(term, (this.#linksWith.get(term) ?? 0) + 1);
    }
  }

  /**
   * The priority of a page; higher is sooner. The terms in the link and in the address count most, rare ones more, then
   * the page that links there. Nearer pages come first among equals, so that without any hint the crawl goes by
   * breadth.
   */
  of({ address, text, depth, parentRelevance }: Lead): number {
    const kind = pageKind(address, text);
    const isWanted = kind === 'changelog' && this.#interest.intent === 'news';
    return (
      2 * this.#match(stemsOf(address, text)) +
      0.6 * parentRelevance -
      0.08 * Math.min(depth, 10) -
      (address.includes('?') ? 0.2 : 0) -
      (isWanted ? 0 : PENALTY[kind])
    );
  }

  #match(words: ReadonlySet<string>): number {
    const all = [...words].filter((word) => word.length > PART_LENGTH);
    let [found, total] = [0, 0];
    for (const term of this.#terms) {
      const weight = Math.log(1 + (this.#links + 1) / ((this.#linksWith.get(term) ?? 0) + 1));
      total += weight;
      if (words.has(term)) found += weight;
      else if (term.length >= PART_LENGTH && all.some((word) => word.includes(term))) found += PART_WORTH * weight;
    }
    return total === 0 ? 0 : found / total;
  }
}

function stemsOf(address: string, text: string): Set<string> {
  const { pathname } = new URL(address);
  return new Set(wordsOf(`${text} ${decodePath(pathname)}`).map((word) => stem(word.text)));
}

/** A path as words; one that is not properly escaped stays as it is. */
export function decodePath(pathname: string): string {
  try {
    return decodeURIComponent(pathname).replace(/[-_/.]+/g, ' ');
  } catch {
    return pathname.replace(/[-_/.]+/g, ' ');
  }
}
