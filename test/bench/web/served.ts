import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';

export interface Served {
  readonly origin: string;
  close(): Promise<void>;
}

const COMPRESSED = /^(text\/|application\/(javascript|json|manifest\+json)|image\/svg)/;

/**
 * `target` behind a proxy that compresses what the page consists of, as Hosting does in production. The emulator's
 * Hosting compresses nothing, and on a phone's line that is most of what would be measured.
 */
export async function serveCompressed(target: string): Promise<Served> {
  const kept = new Map<string, Buffer>();
  const server = createServer((asked, answer) => {
    const { host: _host, 'accept-encoding': _encoding, ...headers } = asked.headers;
    const onAnswer = (from: IncomingMessage): void => {
      void send(from, answer, asked.method === 'GET' ? `${asked.url} ${from.headers.etag}` : null, kept);
    };
    const passed = request(`${target}${asked.url}`, { method: asked.method ?? 'GET', headers }, onAnswer);
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });
  const { port } = addressOf(server.address());
  return {
    origin: `http://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function send(
  from: IncomingMessage,
  answer: ServerResponse,
  key: string | null,
  kept: Map<string, Buffer>,
): Promise<void> {
  const { 'content-length': length, ...headers } = from.headers;
  const isCompressed =
    key !== null && from.statusCode === 200 && length !== undefined && COMPRESSED.test(headers['content-type'] ?? '');
  if (!isCompressed) {
    answer.writeHead(from.statusCode ?? 502, from.headers);
    from.pipe(answer);
    return;
  }
  const parts: Buffer[] = [];
  for await (const part of from) parts.push(part);
  const body = kept.get(key) ?? (await promisify(brotliCompress)(Buffer.concat(parts)));
  kept.set(key, body);
  answer.writeHead(200, { ...headers, 'content-encoding': 'br', 'content-length': body.length });
  answer.end(body);
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return address;
}
