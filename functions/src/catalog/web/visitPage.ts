import { AppError } from '../../core/errors.ts';
import { isTransientFailure } from '../../edge/fetchFailure.ts';
import type { GuardedWeb, WebHead, WebResponse } from '../../edge/guardedFetch.ts';
import type { Scope } from '../../schema/request.ts';
import type { Visit } from './frontier.ts';
import { ACCEPT_PAGES, isReadableType, mediaTypeOf } from './mediaType.ts';
import { MAX_REDIRECTS, redirectTarget } from './openInScope.ts';
import { pageAddress } from './pageAddress.ts';
import type { PageContent } from './pageContent.ts';
import { readPage } from './readPage.ts';
import { isInScope } from './scope.ts';

/** Why a page was left out without being a failure. */
export type SkipReason = 'robots' | 'out_of_scope' | 'not_text' | 'duplicate' | 'noindex';

/** What a visit came to. */
export type VisitOutcome =
  | { readonly kind: 'read'; readonly content: PageContent; readonly isCut: boolean }
  | { readonly kind: 'missed'; readonly reason: string }
  | { readonly kind: 'skipped'; readonly why: SkipReason; readonly detail: string }
  | { readonly kind: 'moved'; readonly to: string }
  /** Worth a second try; `pauseMs` is what the site asks for, 0 when it only lost the connection. */
  | { readonly kind: 'again'; readonly pauseMs: number };

interface VisitJob {
  readonly web: GuardedWeb;
  readonly scope: Scope;
  readonly signal: AbortSignal;
  readonly maxBytes: number;
}

/** A site that asks for a longer pause than this is taken at its word: the page counts as missed. */
const MAX_PAUSE_MS = 30_000;

/**
 * Reads one page, without following a redirect: its target is a page of its own, with its own scope, robots.txt and
 * pace. Throws the signal's reason alone.
 */
export async function visitPage({ web, scope, signal, maxBytes }: VisitJob, visit: Visit): Promise<VisitOutcome> {
  try {
    const response = await web.fetch({ url: visit.address, maxBytes, signal, accept: ACCEPT_PAGES, wants: isPage });
    if (redirectTarget(response) !== null) return outcomeOfRedirect(response, scope, visit);
    if (!isPage(response)) return outcomeOfRefusal(response, visit);
    const content = await readPage(response);
    if (content === null) return { kind: 'missed', reason: 'its HTML is nested too deeply' };
    return { kind: 'read', content, isCut: response.truncated };
  } catch (error) {
    if (signal.aborted || !(error instanceof AppError)) throw error;
    if (visit.tries === 0 && isTransientFailure(error)) return { kind: 'again', pauseMs: 0 };
    return { kind: 'missed', reason: error.message };
  }
}

function isPage({ status, headers }: WebHead): boolean {
  return status >= 200 && status < 300 && isReadableType(mediaTypeOf(headers.get('content-type')));
}

function outcomeOfRedirect(response: WebResponse, scope: Scope, visit: Visit): VisitOutcome {
  const target = redirectTarget(response);
  const to = target === null ? null : pageAddress(target.href);
  if (target === null || to === null || !isInScope(scope, target)) {
    return { kind: 'skipped', why: 'out_of_scope', detail: target?.href ?? '' };
  }
  if (to === visit.address) return { kind: 'missed', reason: 'it redirects to itself' };
  if (visit.hops >= MAX_REDIRECTS) return { kind: 'missed', reason: `it redirects more than ${MAX_REDIRECTS} times` };
  return { kind: 'moved', to };
}

function outcomeOfRefusal({ status, headers }: WebResponse, visit: Visit): VisitOutcome {
  if (status >= 200 && status < 300) {
    return { kind: 'skipped', why: 'not_text', detail: mediaTypeOf(headers.get('content-type')) };
  }
  const pauseMs = (status === 429 || status === 503) && visit.tries === 0 ? pauseOf(headers) : null;
  return pauseMs === null ? { kind: 'missed', reason: `it answers ${status}` } : { kind: 'again', pauseMs };
}

/** How long the site asks to wait (Retry-After, seconds; a date is not worth the trouble); null when too long. */
function pauseOf(headers: WebHead['headers']): number | null {
  const seconds = Number(headers.get('retry-after') ?? '1');
  const pauseMs = Number.isFinite(seconds) ? Math.max(1, seconds) * 1_000 : 1_000;
  return pauseMs <= MAX_PAUSE_MS ? pauseMs : null;
}
