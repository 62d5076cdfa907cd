import ipaddr from 'ipaddr.js';

/** `2000::/3`: the only part of IPv6 that is handed out for use on the internet. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address belongs to the public internet. False for loopback, private, link-local (cloud metadata),
 * reserved, multicast and translated ranges (NAT64, 6to4, Teredo), since those lead to places behind them, and for
 * text that is no IP address. An IPv4 address inside IPv6 is judged as IPv4.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv4) return address.range() === 'unicast';
  if (address.isIPv4MappedAddress()) return address.toIPv4Address().range() === 'unicast';
  // ipaddr.js calls ::127.0.0.1 and addresses outside 2000::/3 unicast as well; neither is reachable honestly.
  return address.range() === 'unicast' && address.match(GLOBAL_IPV6);
}

/** `hostname` without the brackets that a URL puts around IPv6. */
export function withoutBrackets(hostname: string): string {
  return hostname.startsWith('[') && hostname.endsWith(']') ? hostname.slice(1, -1) : hostname;
}

/** The port that a connection really goes to: a URL leaves out the one that its scheme implies. */
export function effectivePort(protocol: string, port: string | number | undefined): string {
  const text = String(port ?? '');
  if (text !== '') return text;
  return protocol === 'https:' ? '443' : '80';
}

/**
 * A test for the hosts that the deployment exempts from the private-address rule. `internal.example` exempts all its
 * ports, `localhost:5000` that port alone; subdomains are never meant.
 */
export function exemption(allowHosts: readonly string[]): (hostname: string, port: string) => boolean {
  const entries = new Set(allowHosts.map((entry) => entry.trim().toLowerCase()).filter((entry) => entry !== ''));
  return (hostname, port) => {
    const bare = withoutBrackets(hostname.toLowerCase());
    const host = bare.includes(':') ? `[${bare}]` : bare;
    return entries.has(host) || entries.has(`${host}:${port}`);
  };
}
