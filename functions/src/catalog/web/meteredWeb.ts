import type { GuardedWeb } from '../../edge/guardedFetch.ts';

/** What was asked of the web so far. `bytes` counts bodies after decompression. */
export interface WebUsage {
  requests: number;
  bytes: number;
}

/** `web`, and a running count of what is asked through it. Failed requests count too: they were sent. */
export function meteredWeb(web: GuardedWeb): { web: GuardedWeb; usage: WebUsage } {
  const usage: WebUsage = { requests: 0, bytes: 0 };
  const fetch: GuardedWeb['fetch'] = async (request) => {
    usage.requests += 1;
    const response = await web.fetch(request);
    usage.bytes += response.bytes;
    return response;
  };
  return { web: { ...web, fetch }, usage };
}
