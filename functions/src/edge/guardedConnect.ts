import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import type { buildConnector } from 'undici';
import { effectivePort, exemption, isPublicAddress, withoutBrackets } from './addresses.ts';
import { refusal } from './fetchFailure.ts';

/** Every address of a host name. Rejects as `dns.promises.lookup` does. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** The system's resolver. */
export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true });

export interface ConnectRules {
  readonly allowHosts: readonly string[];
  readonly resolve: Resolve;
  readonly connectMs: number;
}

/**
 * A connector for undici that opens no connection to a private address, except to exempt hosts. The check is inside
 * the lookup that the connection itself uses, so a name that changes its address between check and use (DNS
 * rebinding) gains nothing; the connected socket's own address is checked once more. A pool only ever holds
 * connections that were opened here.
 */
export function guardedConnector(
  { allowHosts, resolve, connectMs }: ConnectRules,
  build: typeof buildConnector,
): buildConnector.connector {
  const isExempt = exemption(allowHosts);
  // HTTP/2 stays off: one connection per request in flight keeps the size limits simple to reason about.
  const shared = { timeout: connectMs, allowH2: false } as const;
  const open = build({ ...shared, lookup: lookupBy(resolve, () => true) });
  const guarded = build({ ...shared, lookup: lookupBy(resolve, isPublicAddress) });
  return (options, callback) => {
    const { hostname, protocol, port } = options;
    if (isExempt(hostname, effectivePort(protocol, port))) return open(options, callback);
    const address = withoutBrackets(hostname);
    // `net.connect` looks nothing up for an address, so the lookup below would never see it.
    if (isIP(address) !== 0 && !isPublicAddress(address)) return callback(refusal(hostname), null);
    return guarded(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      if (isPublicAddress(socket.remoteAddress ?? '')) return callback(null, socket);
      socket.destroy();
      return callback(refusal(hostname), null);
    });
  };
}

function lookupBy(resolve: Resolve, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const allowed = addresses.filter(({ address }) => isAllowed(address));
        const [first] = allowed;
        if (first === undefined) callback(refusal(hostname), '');
        else if (options.all === true) callback(null, allowed);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error('lookup failed', { cause: error }), ''),
    );
  };
}
