import { AppError } from '../../core/errors.ts';
import type { Crawl } from '../web/crawlJob.ts';

/** Throws `no_page_read`, with the reasons counted, when a crawl read nothing. */
export function requirePages({ pages, missed, missedCount, skipped, end }: Crawl): void {
  if (pages.length > 0) return;
  const [first] = missed;
  const reasons = [
    first === undefined
      ? ''
      : `${missedCount} could not be read (the first, ${first.url}: ${first.reason.replace(/\.$/, '')})`,
    skipped.robots === 0 ? '' : `robots.txt forbids ${skipped.robots}`,
    skipped.out_of_scope === 0 ? '' : `${skipped.out_of_scope} lead out of the allowed domains`,
    skipped.not_text === 0 ? '' : `${skipped.not_text} are not text`,
    skipped.noindex === 0 ? '' : `${skipped.noindex} ask not to be indexed`,
    end === 'finished' || end === 'max_pages' ? '' : `budget.${end} was reached`,
  ].filter((reason) => reason !== '');
  throw new AppError('no_page_read', `No page could be read: ${reasons.join('; ') || 'none was found'}.`, {
    next: 'Open the site in a browser to see whether it answers, or allow another domain.',
  });
}
