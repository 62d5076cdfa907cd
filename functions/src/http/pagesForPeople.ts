import type { ErrorRequestHandler, Request } from 'express';
import { problemOf } from './problems.ts';

/** The dashboard's page for what an address of the API is about. A `$1` is the first group, as it stands in the address. */
const PAGES: readonly (readonly [path: RegExp, page: string])[] = [
  [/^\/missions\/create$/, '/new'],
  [/^\/missions(\/(counts|progress|purge))?$/, '/'],
  [/^\/missions\/([^/]+)\/result$/, '/results/$1'],
  [/^\/missions\/([^/]+)\/events$/, '/m/$1?view=events'],
  [/^\/missions\/([^/]+)\/steps(?:\/.*)?$/, '/m/$1?view=steps'],
  [/^\/missions\/([^/]+)(?:\/.*)?$/, '/m/$1'],
  [/^\/mission-types(\/|$)/, '/guide/mission-types'],
  [/^\/schedules(\/|$)/, '/recurring'],
  [/^\/keys(\/|$)/, '/settings/keys'],
  [/^\/webhooks(\/|$)/, '/settings/webhooks'],
  [/^\/health(\/|$)/, '/status'],
];

/** Nobody may see it, nothing is there, or it can only be sent to: what a page says better than a problem document. */
const DEAD_ENDS: readonly number[] = [401, 404, 405];

/** The dashboard's page about what the API has at `path`; null where it has none. */
export function pageAbout(path: string): string | null {
  const address = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
  for (const [about, page] of PAGES) {
    const found = about.exec(address);
    if (found !== null) return page.replace('$1', () => found[1] ?? '');
  }
  return null;
}

/**
 * Leads somebody who opened an address of the API in a browser to the page about the same, where the API has nothing for
 * them. A browser's navigation carries no token, so that on a Firebase project nearly all would end at a 401 in JSON.
 * Programs get the problem: they ask for JSON or for anything, or send a token.
 */
export function pagesForPeople(): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const page = isOpenedByPerson(request) ? pageAbout(request.path) : null;
    if (page === null || !DEAD_ENDS.includes(problemOf(error, request.path).status)) {
      next(error);
      return;
    }
    response.vary('Accept').redirect(303, page);
  };
}

/** Only through Hosting, which says the name it was asked by: on the function's own address there are no pages. */
function isOpenedByPerson(request: Request): boolean {
  return (
    request.method === 'GET' &&
    request.headers.authorization === undefined &&
    request.headers['x-forwarded-host'] !== undefined &&
    request.accepts(['json', 'html']) === 'html'
  );
}
