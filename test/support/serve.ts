import type { Server } from 'node:http';
import { isIPv6 } from 'node:net';

/** Something that answers on a free port of this machine. */
export interface Served {
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Lets `server` listen on `port` of `host`, by default a free one. */
export async function serveAt(server: Server, host: string, port = 0): Promise<Served> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('A server on a port has an address with a port.');
  return {
    origin: `http://${isIPv6(host) ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
