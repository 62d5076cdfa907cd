import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { type Served, serveAt } from '../../support/serve.ts';

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
  // Those who ask from this very process are late when it is busy, and would ask on a line that was just closed.
  server.keepAliveTimeout = 60_000;
  return serveAt(server, 'localhost');
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
