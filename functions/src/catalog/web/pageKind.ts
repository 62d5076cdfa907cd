import type { Intent } from './intents.ts';

/** What an address and a title alone tell about a page. `minor` is what stands beside the content: licences, sources. */
export type PageKind = 'ordinary' | 'index' | 'changelog' | 'minor';

const INDEX =
  /(?:^|\/)(?:gen(?:eral)?-?index(?:[-_][^/]*)?|[a-z]+-modindex|modindex|bookindex|search|sitemap|site-?map|tags?|categor(?:y|ies)|archives?|authors?|contents|toc|index-[a-z]|all-?(?:pages|classes)[^/]*|login|log-in|sign-?(?:in|up)|register|404)(?:\.[a-z]+|\/|$)/i;
const CHANGELOG =
  /(?:^|[/_-])(?:change-?logs?|changes|whats-?new|release-?notes?|releases?(?:[-_.]?v?\d[^/]*)?|relnotes?|history|news)(?:[/._-]|$)/i;
const MINOR =
  /(?:^|\/)(?:licen[cs]es?|copyright|privacy(?:-policy)?|terms(?:-of-[a-z]+)?|legal|cookies?|imprint|impressum)(?:\.[a-z]+|\/|$)|\/_(?:sources|modules|static|images|downloads)\//i;

const INDEX_TITLE =
  /^(?:(?:general |module |book )?index|index of \/.*|search(?: results| page)?|table of contents|site ?map|log ?in|page not found|404)(?:\s*$|\s+[-–—|(:])/i;
const CHANGELOG_TITLE = /^(?:change ?log|what[’']?s new|release notes?|releases?\s+v?\d|release \d)/i;

/** Sorts a page by its address (without scheme and host) and its title; the title may be empty. */
export function pageKind(address: string, title: string): PageKind {
  const path = new URL(address).pathname;
  if (INDEX.test(path) || INDEX_TITLE.test(title)) return 'index';
  if (CHANGELOG.test(path) || CHANGELOG_TITLE.test(title)) return 'changelog';
  return MINOR.test(path) ? 'minor' : 'ordinary';
}

/** What the quality of a page is judged by. */
export interface QualityFacts {
  readonly kind: PageKind;
  readonly textLength: number;
  readonly linkShare: number;
}

/**
 * How much of its score a page keeps, 0 to 1. Indexes and lists of links hold every word and answer nothing; a
 * changelog is an answer to the question for news only; a page of a few words seldom is one.
 */
export function qualityOf({ kind, textLength, linkShare }: QualityFacts, intent: Intent): number {
  const isNews = intent === 'news';
  const byKind = { ordinary: isNews ? 0.8 : 1, index: 0.3, changelog: isNews ? 1 : 0.45, minor: 0.6 }[kind];
  // Up to half of a good page may be links (a reference page is dense with them); all of a link farm is.
  const links = linkShare <= 0.5 ? 1 : Math.max(0.4, 1 - (linkShare - 0.5) * 1.5);
  const length = textLength >= 400 ? 1 : 0.5 + (0.5 * textLength) / 400;
  return byKind * links * length;
}
