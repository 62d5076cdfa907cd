import { createServer, type IncomingMessage, request } from 'node:http';

/** What a proxy does with a call: hands it on, or one of the things that go wrong on the way. */
export type Mishap = 'none' | 'refused' | 'lost answer' | 'busy' | 'slow down' | 'garbled';

export interface FlakyProxy {
  readonly origin: string;
  /** The calls so far and what became of each. */
  readonly calls: readonly { readonly call: string; readonly mishap: Mishap }[];
  close(): Promise<void>;
}

/** A proxy before `target` on which things go wrong as `mishapOf` says. */
export async function flakyProxy(target: string, mishapOf: (call: string) => Mishap): Promise<FlakyProxy> {
  const calls: { call: string; mishap: Mishap }[] = [];
  const server = createServer((asked, answer) => {
    const call = `${asked.method} ${asked.url}`;
    const mishap = mishapOf(call);
    calls.push({ call, mishap });
    if (mishap === 'refused') {
      asked.socket.destroy();
      return;
    }
    if (mishap === 'busy') {
      answer.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '0' });
      answer.end(JSON.stringify({ code: 'dependency_unavailable', retryable: true }));
      return;
    }
    if (mishap === 'slow down') {
      answer.writeHead(429, { 'content-type': 'application/problem+json', 'retry-after': '1' });
      answer.end(JSON.stringify({ code: 'rate_limited', retryable: true }));
      return;
    }
    const onAnswer = (from: IncomingMessage): void => {
      if (mishap === 'lost answer') {
        // It took effect, and the caller never learns of it.
        from.resume();
        from.on('end', () => asked.socket.destroy());
        return;
      }
      if (mishap === 'garbled') {
        from.resume();
        answer.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad gateway</html>');
        return;
      }
      answer.writeHead(from.statusCode ?? 500, from.headers);
      from.pipe(answer);
    };
    const { host: _host, ...headers } = asked.headers;
    asked.pipe(request(`${target}${asked.url}`, { method: asked.method ?? 'GET', headers, agent: false }, onAnswer));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
