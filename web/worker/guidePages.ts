/** What was read lately is what is read again; most are some 20 kB. */
export const MOST_PAGES = 20;

/** Whether `pathname` is the guide's: a page of it, or what its pages are shown with. */
export function isGuide(pathname: string): boolean {
  return /^\/guide(\/|$)/.test(pathname);
}

/** Which of the kept `paths`, the oldest first, are too many. What all pages are shown with stays. */
export function tooMany(paths: readonly string[]): readonly string[] {
  const pages = paths.filter((path) => !/\.[^/]*$/.test(path));
  return pages.slice(0, Math.max(0, pages.length - MOST_PAGES));
}

/** Hosting answers for a page that there is not with the dashboard, which is no page to keep under that address. */
export function isGuideText(pathname: string, text: string): boolean {
  return /\.[^/]*$/.test(pathname) || text.includes('id="guide-content"');
}
