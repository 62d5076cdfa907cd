import type { ReportSources } from '../../schema/reportRequest.ts';
import type { MissionResult } from '../../schema/result.ts';

/** Of the pages that another mission found; they are ordered, and the first are worth most. */
const PAGES_OF_MISSION = 20;

/** Each is a line of the report and has its share of the passages; with more of them the shares would say nothing. */
const MOST_PAGES = 60;

/** A text that is a source by itself. */
export interface NamedText {
  readonly kind: 'text' | 'mission';
  readonly title: string;
  readonly text: string;
}

/** What the owner named as sources. */
export interface NamedSources {
  readonly addresses: readonly string[];
  readonly texts: readonly NamedText[];
  readonly leftOut: readonly LeftOut[];
}

/** What is no source of the report, by its address or title, and why. */
export interface LeftOut {
  readonly source: string;
  readonly reason: string;
}

/** Finds the result of another mission of the same owner; null where there is none. */
export type ResultOf = (missionId: string) => Promise<MissionResult | null>;

/**
 * What the owner named: the given addresses, the best pages that other missions found, and texts. A mission that found
 * no pages but wrote something is a text. One without a result is left out; the others will do.
 */
export async function namedSources(sources: ReportSources, resultOf: ResultOf): Promise<NamedSources> {
  const results = await Promise.all(sources.mission_ids.map(async (id) => ({ id, result: await resultOf(id) })));
  const addresses = [...sources.addresses];
  const texts: NamedText[] = sources.texts.map((text) => ({ kind: 'text', ...text }));
  const leftOut: LeftOut[] = [];
  for (const { id, result } of results) {
    if (result === null) leftOut.push({ source: `mission ${id}`, reason: 'it has no result' });
    else if (result.items.length > 0) addresses.push(...result.items.slice(0, PAGES_OF_MISSION).map(({ url }) => url));
    else texts.push({ kind: 'mission', title: `mission ${id}`, text: result.markdown });
  }
  return { addresses: [...new Set(addresses)].slice(0, MOST_PAGES), texts, leftOut };
}

/**
 * Where a report may read and where its links may lead: the allowed domains, and the host of each named address. To name
 * a page is to allow it; the other pages of its host are not read, since no link of it is followed.
 */
export function readingDomains(allowed: readonly string[], addresses: readonly string[]): string[] {
  const hosts = addresses.flatMap((address) => {
    const url = URL.parse(address);
    return url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')
      ? []
      : [url.host.replace(/\.(?=:|$)/, '')];
  });
  return [...new Set([...allowed, ...hosts])];
}
