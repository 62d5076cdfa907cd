import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { pageHtml } from '../../../scripts/building/guideTemplate.ts';
import { isGuide, isGuideText, MOST_PAGES, tooMany } from '../../../web/worker/guidePages.ts';

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
    const made = {
      name: 'pause',
      title: 'Pause',
      description: '',
      html: '<p>It rests.</p>\n',
      sections: [],
      links: [],
    };
    expect(isGuideText(page('pause'), pageHtml(made, [made]))).toBe(true);
    expect(isGuideText(page('bogus'), dashboard)).toBe(false);
    expect(isGuideText('/guide/guide.css', 'p { margin: 0 }')).toBe(true);
  });
});
