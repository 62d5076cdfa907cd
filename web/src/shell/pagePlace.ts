import type { BaseLocationHook, BaseSearchHook } from 'wouter';
import { navigate, useLocationProperty } from 'wouter/use-browser-location';

/** The address of what lies over a page instead of being one: it can be linked to, and has no page of its own. */
const OVERLAY_PATH = '/new';

/** The page beneath. An overlay that was opened by its own address lies over the list. */
let page = { path: '/', search: '' };
/** Whether the overlay was opened from a page in this tab, so that going back leads there. */
let cameFromPage = false;

/** The page that is shown, also while an overlay lies over it. The router asks at every change of the address. */
function shownPage(): typeof page {
  const { pathname: path, search } = location;
  if (isOverlaid() || (path === page.path && search === page.search && cameFromPage)) return page;
  cameFromPage = true;
  page = { path, search };
  return page;
}

/** Takes the overlay away: back to the page beneath. */
export function leaveOverlay(): void {
  const { path, search } = shownPage();
  if (cameFromPage) history.back();
  else navigate(path + search, { replace: true });
}

/** Opens a page. From an overlay it takes that one's place, so that going back leads to the page beneath and not to the overlay. */
export function openPage(path: string): void {
  navigate(path, { replace: isOverlaid() });
}

const isOverlaid = () => location.pathname === OVERLAY_PATH;

const pagePath = () => shownPage().path;
const pageSearch = () => shownPage().search;

/** For a router whose routes see the page beneath the overlay. */
export const usePageLocation: BaseLocationHook = () => [useLocationProperty(pagePath), navigate];
export const usePageSearch: BaseSearchHook = () => useLocationProperty(pageSearch);

/** Whether the overlay is to be there. */
export function useOverlay(): boolean {
  return useLocationProperty(isOverlaid);
}
