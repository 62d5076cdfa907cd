/*
 * The page's service worker. It keeps the files of one build on the device, so that a reload needs no network, and the
 * pages of the guide that were read; nothing else: no answer of the API, nothing of anybody's missions.
 * `offlineWorker.ts` writes the two constants.
 */
import { keptPage, notKeptHtml } from './guideNotKept.ts';
import { isGuide, isGuideText, tooMany } from './guidePages.ts';
import { isPage } from './isPage.ts';

declare const self: ServiceWorkerGlobalScope;
/** The build's files: address and SHA-256, as `integrity` takes it. */
declare const __FILES__: readonly (readonly [path: string, integrity: string])[];
declare const __BUILD__: string;

const PREFIX = 'page-';
const CACHE = `${PREFIX}${__BUILD__}`;
/** Of whichever build each was read in: its newer text is taken at the next reading with a network. */
const GUIDE = 'guide';
const FILES = __FILES__;
const KEPT = new Set(FILES.map(([path]) => path));

self.addEventListener('install', (event) => event.waitUntil(keepFiles()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (isGuide(pathname)) {
    event.respondWith(answerGuide(event, pathname));
  } else if (request.mode === 'navigate') {
    if (isPage(pathname)) event.respondWith(answerPage());
  } else if (KEPT.has(pathname) || pathname.startsWith('/assets/')) {
    event.respondWith(answerFile(request));
  }
});
/** Sent by the worker that is on duty, when a page is loaded anew: see {@link answerPage}. */
self.addEventListener('message', (event) => {
  if (event.data === 'take over') void self.skipWaiting();
});

/** A notification of the page was pressed: to its mission, in a tab that is open if there is one. */
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openAt(String(event.notification.data)));
});

async function openAt(href: string): Promise<void> {
  const tabs = await self.clients.matchAll({ type: 'window' });
  const tab = tabs.find(({ focused }) => focused) ?? tabs[0];
  if (tab === undefined) await self.clients.openWindow(href);
  // A load would lose what is typed there: the page goes by itself.
  else await tab.focus().then(() => tab.postMessage({ type: 'open', href }));
}

/**
 * All or nothing. Checked by `integrity`, because Hosting answers for a file that is gone with the page, and a
 * deployment may come in between.
 */
async function keepFiles(): Promise<void> {
  const cache = await caches.open(CACHE);
  try {
    // Files under assets/ are named by their content, and mostly in the browser's own cache already.
    const requests = FILES.map(([path, integrity]) => {
      return new Request(path, { integrity, cache: path.startsWith('/assets/') ? 'default' : 'no-cache' });
    });
    await cache.addAll(requests);
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

/** The build before this one stays: tabs that it is still open in may yet need a part of it. */
async function takeOver(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The page, from this device. A load is the moment to change to a build that has arrived meanwhile: nothing is typed yet. */
async function answerPage(): Promise<Response> {
  const { waiting } = self.registration;
  if (waiting !== null) {
    waiting.postMessage('take over');
    return new Response('', { headers: { Refresh: '0', 'Content-Type': 'text/html' } });
  }
  return (await (await caches.open(CACHE)).match('/')) ?? fetch('/');
}

async function answerFile(request: Request): Promise<Response> {
  const own = await (await caches.open(CACHE)).match(request, { ignoreVary: true });
  return own ?? (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** From the server, and without one as it was last read here. */
async function answerGuide(event: FetchEvent, pathname: string): Promise<Response> {
  try {
    const answer = await fetch(event.request);
    if (answer.ok) event.waitUntil(keepGuide(pathname, answer.clone()));
    return answer;
  } catch (error) {
    const kept = await (await caches.open(GUIDE)).match(pathname, { ignoreVary: true });
    if (kept !== undefined) return kept;
    if (event.request.mode === 'navigate') return await answerNotKept();
    throw error;
  }
}

async function answerNotKept(): Promise<Response> {
  const cache = await caches.open(GUIDE);
  const read = (await cache.keys()).map(async (request) => {
    const answer = await cache.match(request, { ignoreVary: true });
    return answer === undefined ? null : keptPage(new URL(request.url).pathname, await answer.text());
  });
  const pages = (await Promise.all(read)).filter((page) => page !== null);
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  };
  // What was read last is the likeliest to be wanted.
  return new Response(notKeptHtml(pages.toReversed()), { status: 503, headers });
}

async function keepGuide(pathname: string, answer: Response): Promise<void> {
  if (!isGuideText(pathname, await answer.clone().text())) return;
  const cache = await caches.open(GUIDE);
  // What is read again is the newest again.
  await cache.delete(pathname, { ignoreVary: true });
  await cache.put(pathname, answer);
  const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  await Promise.all(tooMany(paths).map((path) => cache.delete(path, { ignoreVary: true })));
}
