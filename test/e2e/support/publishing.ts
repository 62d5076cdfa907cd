import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { suite } from '../../support/suite.ts';

interface Publishing {
  readonly origin: string;
  /** From now on another build is served, whose page calls itself `name`. */
  publish(name: string): void;
  close(): Promise<void>;
}

/** The suite's Hosting at an origin of its own, at which a newer build can be published without touching what others test. */
export async function servePublishing(): Promise<Publishing> {
  let build = 'first';
  const page = async () => {
    const html = await (await fetch(suite.hostingUrl)).text();
    return html.replace('<head>', `<head><meta name="build" content="${build}" />`);
  };
  /** The worker as the build would have written it: with the altered page's digest, and so with other bytes. */
  const worker = async () => {
    const code = await (await fetch(`${suite.hostingUrl}/sw.js`)).text();
    const digest = `sha256-${createHash('sha256')
      .update(await page())
      .digest('base64')}`;
    const id = createHash('sha256').update(digest).digest('hex').slice(0, 16);
    return code.replace(/\["\/","[^"]+"\]/, `["/","${digest}"]`).replace(/(["'`])[0-9a-f]{16}\1/, `"${id}"`);
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', suite.hostingUrl);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
    const upstream = await fetch(new URL(request.url ?? '/', suite.hostingUrl), {
      method: request.method ?? 'GET',
      headers: Object.fromEntries(
        ['authorization', 'content-type', 'idempotency-key'].flatMap((name) => {
          const value = request.headers[name];
          return typeof value === 'string' ? [[name, value]] : [];
        }),
      ),
      ...(hasBody ? { body: Buffer.concat(chunks) } : {}),
      redirect: 'manual',
    });
    const type = upstream.headers.get('content-type') ?? 'text/plain';
    response.writeHead(upstream.status, { 'Content-Type': type, 'Cache-Control': 'no-cache' });
    if (pathname === '/sw.js') response.end(await worker());
    else if (type.startsWith('text/html')) response.end(await page());
    else response.end(Buffer.from(await upstream.arrayBuffer()));
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    publish: (name) => {
      build = name;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
