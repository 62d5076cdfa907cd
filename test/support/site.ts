import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** An answer of the site; a string is an HTML page. */
export type Answer =
  | string
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Uint8Array;
    };

/** What stands at a path: an answer, or what decides it, which may also write to the response itself. */
export type Route = Answer | ((request: IncomingMessage, response: ServerResponse) => Answer | undefined);

/** A request as the site saw it. */
export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** `performance.now()`. */
  readonly at: number;
}

export interface Site {
  /** As `allowed_domains` takes it. */
  readonly domain: string;
  /** `http://localhost:1234`. */
  readonly origin: string;
  readonly port: number;
  /** Every request, in the order of arrival. */
  readonly requests: readonly SeenRequest[];
  /** The paths asked for, robots.txt and sitemap.xml left out. */
  pagesAsked(): string[];
  /** Adds or changes what stands at a path. */
  set(path: string, route: Route): void;
  close(): Promise<void>;
}

/** Serves `routes` (by path with query) over plain HTTP on a free port of `host`; everything else is 404. */
export async function serveSite(routes: Readonly<Record<string, Route>>, host = 'localhost'): Promise<Site> {
  const all = new Map(Object.entries(routes));
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests.push({ path, headers: request.headers, at: performance.now() });
    const route = all.get(path) ?? { status: 404, body: 'There is no such page.' };
    const answer = typeof route === 'function' ? route(request, response) : route;
    if (answer !== undefined) send(response, answer);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the site has no port');
  const domain = `${host}:${address.port}`;
  return {
    domain,
    origin: `http://${domain}`,
    port: address.port,
    requests,
    pagesAsked: () => requests.map(({ path }) => path).filter((path) => !/^\/(robots\.txt|sitemap\.xml)$/.test(path)),
    set: (path, route) => void all.set(path, route),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, answer: Answer): void {
  const { status = 200, headers = {}, body = '' } = typeof answer === 'string' ? { body: answer } : answer;
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
  response.end(body);
}

/** An HTML page about something, long enough to be taken seriously, with links to `paths`. */
export function sitePage(title: string, text: string, paths: readonly string[] = []): string {
  const links = paths.map((path) => `<li><a href="${path}">${path.replace(/[-/.]|html/g, ' ')}</a></li>`).join('');
  return `<!doctype html><html lang="en"><head><title>${title}</title></head><body><nav><ul>${links}</ul></nav><main><h1>${title}</h1><p>${text}</p></main></body></html>`;
}
