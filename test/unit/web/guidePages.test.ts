import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { pageHtml } from '../../../scripts/building/guideTemplate.ts';
import { keptPage, notKeptHtml } from '../../../web/worker/guideNotKept.ts';
import { isGuide, isGuideText, MOST_PAGES, tooMany } from '../../../web/worker/guidePages.ts';

const PAUSE = {
  name: 'pause',
  title: 'Pause & resume',
  description: '',
  html: '<p>It rests.</p>\n',
  sections: [],
  links: [],
};
const page = (name: string) => `/guide/${name}`;

describe('what the service worker keeps of the guide', () => {
  it.each(['/guide', '/guide/', '/guide/pause', '/guide/guide.css'])('is %s', (path) => {
    expect(isGuide(path)).toBe(true);
  });

  it.each(['/', '/guides', '/m/guide', '/missions/guide'])('is not %s', (path) => {
    expect(isGuide(path)).toBe(false);
  });

  it('is what was read last, and what all pages are shown with', () => {
    const read = ['/guide/guide.css', ...Array.from({ length: MOST_PAGES }, (_, index) => page(`p${index}`))];
    expect(tooMany(read)).toEqual([]);
    expect(tooMany([...read, page('new'), '/guide/copy.js', page('newer')])).toEqual([page('p0'), page('p1')]);
  });

  it('is no page that there is not, for which Hosting sends the dashboard', async () => {
    const dashboard = await readFile(new URL('../../../web/index.html', import.meta.url), 'utf8');
    expect(isGuideText(page('pause'), pageHtml(PAUSE, [PAUSE]))).toBe(true);
    expect(isGuideText(page('bogus'), dashboard)).toBe(false);
    expect(isGuideText('/guide/guide.css', 'p { margin: 0 }')).toBe(true);
  });
});

describe('what the service worker answers for a page that was never read', () => {
  it('is a page that leads to the dashboard and to those that are kept, by their titles', () => {
    const kept = keptPage(page('pause'), pageHtml(PAUSE, [PAUSE]));
    if (kept === null) throw new Error('the page has no title');
    const html = notKeptHtml([kept]);
    expect(html).toContain('<h1>This page of the guide is not kept on this device</h1>');
    expect(html).toContain('<a href="/">Back to the dashboard</a>');
    expect(html).toContain('<a href="/guide/pause">Pause &amp; resume</a>');
  });

  it('names none where none is kept', () => {
    expect(keptPage('/guide/guide.css', 'p { margin: 0 }')).toBeNull();
    expect(notKeptHtml([])).not.toContain('<li>');
  });
});
