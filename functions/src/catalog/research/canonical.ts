import type { CrawledPage } from '../web/crawlJob.ts';
import { addressKey } from '../web/pageAddress.ts';
import { signatureDistance, signatureOf } from '../web/signature.ts';

/** Of 64 bits; two views of one page differ in their frame, different pages in about half. */
const SAME_PAGE = 12;

/**
 * The pages without those that call another page that was read their canonical one, and say the same. A page that
 * only claims it stays: some sites name their homepage on every page by mistake. The claim for a page that was not
 * read counts for nothing, since nobody knows whether it exists.
 */
export function withoutCanonicalCopies(pages: readonly CrawledPage[]): CrawledPage[] {
  const byKey = new Map(pages.map((page) => [addressKey(page.address), page]));
  return pages.filter((page) => {
    const original = page.canonical === null ? undefined : byKey.get(addressKey(page.canonical));
    if (original === undefined || original === page) return true;
    return signatureDistance(signatureOf(page.text), signatureOf(original.text)) > SAME_PAGE;
  });
}
