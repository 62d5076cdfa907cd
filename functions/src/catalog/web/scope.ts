import { effectivePort } from '../../edge/addresses.ts';
import type { Scope } from '../../schema/request.ts';

/**
 * The allowed domain that covers `url`, or null. A domain covers itself and its subdomains on the usual ports; an
 * entry with a port covers exactly that host and port. Only http and https are ever covered.
 */
export function coveringDomain(scope: Scope, url: URL): string | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  return scope.allowed_domains.find((domain) => covers(domain, url)) ?? null;
}

/** Whether a mission with this scope may ask for `url`. */
export function isInScope(scope: Scope, url: URL): boolean {
  return coveringDomain(scope, url) !== null;
}

function covers(domain: string, url: URL): boolean {
  const hostname = url.hostname.replace(/\.$/, '');
  const port = /^(.*):(\d+)$/.exec(domain);
  if (port !== null) return hostname === port[1] && effectivePort(url.protocol, url.port) === port[2];
  return url.port === '' && (hostname === domain || hostname.endsWith(`.${domain}`));
}
