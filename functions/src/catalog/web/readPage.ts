import type { WebResponse } from '../../edge/guardedFetch.ts';
import { decodeText } from './charset.ts';
import { isHtml, mediaTypeOf } from './mediaType.ts';
import { pageAddress } from './pageAddress.ts';
import { MAX_TEXT, type PageContent } from './pageContent.ts';
import { readHtml } from './readHtml.ts';
import { robotsDirectives } from './robotsDirectives.ts';

/** The content of an answer, or null when its HTML is nested so deeply that only an attack looks like this. */
export async function readPage(response: WebResponse): Promise<PageContent | null> {
  const contentType = response.headers.get('content-type');
  const mediaType = mediaTypeOf(contentType);
  const text = decodeText(response.body, contentType);
  const page = isHtml(mediaType) ? await readHtml(text, response.finalUrl) : readPlain(text, response.finalUrl);
  const robots = robotsDirectives(response.headers.get('x-robots-tag'));
  return page === null
    ? null
    : { ...page, noindex: page.noindex || robots.noindex, nofollow: page.nofollow || robots.nofollow };
}

function readPlain(text: string, url: string): PageContent {
  const lines = text.slice(0, MAX_TEXT).split(/\r?\n/);
  const headings = lines.filter((line) => /^#{1,6} /.test(line)).map((line) => line.replace(/^#+ /, ''));
  const first = lines.find((line) => line.trim() !== '') ?? '';
  const links = [...text.matchAll(/\[([^\]\n]{1,200})\]\(([^)\s]{1,1000})\)/g)].flatMap(
    ([, label = '', target = '']) => {
      const address = pageAddress(target, url);
      return address === null ? [] : [{ address, text: label }];
    },
  );
  return {
    title: (headings[0] ?? first).trim().slice(0, 200),
    headings: headings.join('\n'),
    text: lines.join('\n'),
    lineKinds: null,
    links,
    ...{ canonical: null, noindex: false, nofollow: false, linkShare: 0, hasCode: text.includes('```') },
  };
}
