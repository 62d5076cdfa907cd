import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { serveAt } from './serve.ts';

/** A site of linked pages, each of which takes its time. */
export interface SlowSite {
  /** As `allowed_domains` takes it. */
  readonly domain: string;
  /** How often each path was asked for. */
  readonly requests: ReadonlyMap<string, number>;
  /** From now on each page takes so long: a crawl that must not end before the test has acted is told so. */
  setDelay(delayMs: number): void;
  close(): Promise<void>;
}

/** Serves `pages` pages on a free port, each after `delayMs`; every page links to all others. */
export async function serveSlowSite(pages: number, delayMs: number): Promise<SlowSite> {
  const requests = new Map<string, number>();
  let pageMs = delayMs;
  const links = Array.from({ length: pages }, (_, n) => `<li><a href="/page-${n}">About progress, part ${n}</a></li>`);
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests.set(path, (requests.get(path) ?? 0) + 1);
    const isPage = path === '/' || /^\/page-\d+$/.test(path);
    void setTimeout(isPage && path !== '/' ? pageMs : 0).then(() => {
      response.writeHead(isPage ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
      response.end(isPage ? page(path, links) : 'There is no such page.');
    });
  });
  const { port, close } = await serveAt(server, 'localhost');
  return {
    domain: `localhost:${port}`,
    requests,
    setDelay: (ms) => {
      pageMs = ms;
    },
    close,
  };
}

function page(path: string, links: readonly string[]): string {
  const text = `This is ${path}. It says how mission ${path.length} makes progress, step by step, in words of its own: ${path
    .split('')
    .join(' ')}.`;
  return `<!doctype html><html lang="en"><title>Progress ${path}</title><main><h1>Progress ${path}</h1><p>${text}</p><ul>${links.join('')}</ul></main></html>`;
}
