import { createServer, type ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { webhookPayload } from '../../functions/src/schema/delivery.ts';

/** What a receiver of webhooks was sent. */
export interface Received {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly type: string;
}

/** How a receiver answers: a status, or what it does to the response itself. */
export type Reply = number | ((response: ServerResponse, received: Received) => void);

export interface Receiver {
  readonly url: string;
  readonly port: number;
  /** Everything that arrived, in order. */
  readonly received: readonly Received[];
  /** What it answers from now on. */
  reply(reply: Reply): void;
  /** How often each id arrived. */
  counts(): Record<string, number>;
  close(): Promise<void>;
}

/** A real server that is sent webhooks. */
export async function serveReceiver(first: Reply = 200, host = 'localhost'): Promise<Receiver> {
  const received: Received[] = [];
  let current = first;
  const server = createServer((request, response) => {
    const chunks: Uint8Array[] = [];
    request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, text]) => [name, String(text)]));
      const one = { id: headers['webhook-id'] ?? '', headers, body, type: webhookPayload.parse(JSON.parse(body)).type };
      received.push(one);
      if (typeof current === 'number') response.writeHead(current).end(current < 300 ? '' : `no: ${current}`);
      else current(response, one);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the receiver has no port');
  return {
    url: `http://${host}:${address.port}/hook`,
    port: address.port,
    received,
    reply: (next) => {
      current = next;
    },
    counts: () => {
      const counts: Record<string, number> = {};
      for (const { id } of received) counts[id] = (counts[id] ?? 0) + 1;
      return counts;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The body, if its signature holds; throws otherwise, as the library does. */
export function verified(secret: string, { body, headers }: Received): unknown {
  return new Webhook(secret).verify(body, headers);
}
