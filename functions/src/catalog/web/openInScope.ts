import { unreachable } from '../../edge/fetchFailure.ts';
import type { GuardedWeb, WebRequest, WebResponse } from '../../edge/guardedFetch.ts';
import type { Scope } from '../../schema/request.ts';
import { isInScope } from './scope.ts';

/** Browsers follow 20; a page that needs more than 5 is broken or a trap. */
export const MAX_REDIRECTS = 5;

/** An answer, or the redirect target that may not be asked; it was not. */
export type Opened =
  | { readonly kind: 'answered'; readonly response: WebResponse }
  | { readonly kind: 'left_scope'; readonly to: string }
  | { readonly kind: 'forbidden'; readonly to: string };

/** Whether an address may be asked, such as by robots.txt. */
type MayAsk = (address: string) => Promise<boolean> | boolean;

/**
 * GETs an address in scope and follows redirects while they stay in scope and `mayAsk` agrees. Throws as
 * `GuardedWeb.fetch` does, and `address_unreachable` for too many redirects.
 */
export async function openInScope(
  web: GuardedWeb,
  scope: Scope,
  request: WebRequest,
  mayAsk: MayAsk = () => true,
): Promise<Opened> {
  let url = request.url;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    if (!(await mayAsk(url))) return { kind: 'forbidden', to: url };
    const response = await web.fetch({ ...request, url });
    const next = redirectTarget(response);
    if (next === null) return { kind: 'answered', response };
    if (!isInScope(scope, next)) return { kind: 'left_scope', to: next.href };
    url = next.href;
  }
  throw unreachable(new URL(request.url).host, `it redirects more than ${MAX_REDIRECTS} times`);
}

/** Where an answer redirects to; null when it is no redirect. */
export function redirectTarget({ status, headers, finalUrl }: WebResponse): URL | null {
  const location = headers.get('location');
  if (location === undefined || ![301, 302, 303, 307, 308].includes(status)) return null;
  return URL.parse(location, finalUrl);
}
