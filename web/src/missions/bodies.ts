/** What the mission's page is drawn with once the mission is known. */
export const loadBody = () => import('./MissionBody.tsx');
/** What the list is drawn with once its missions are known. */
export const loadRows = () => import('./list/LiveList.tsx');

/**
 * Fetches what the page at this address is drawn with, once nothing that comes before it is on its way. At a first visit
 * that is while the sign-in goes to and fro; a page that knows its user has asked for it by itself.
 */
export function loadScreen(path: string): void {
  const load = path === '/' ? loadRows : path.startsWith('/m/') ? loadBody : null;
  // What fails is asked for again, and shown, where it is drawn.
  load?.().catch(() => undefined);
}
