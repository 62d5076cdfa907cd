import type { ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../functions/src/core/errors.ts';
import { exemption, isPublicAddress } from '../../functions/src/edge/addresses.ts';
import { isTransientFailure } from '../../functions/src/edge/fetchFailure.ts';
import {
  type GuardedWeb,
  type GuardedWebOptions,
  guardedWeb,
  type WebRequest,
} from '../../functions/src/edge/guardedFetch.ts';
import { type Route, type Site, serveSite } from '../support/site.ts';

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

async function site(routes: Record<string, Route>, host?: string): Promise<Site> {
  const served = await serveSite(routes, host);
  open.push(() => served.close());
  return served;
}

function web(options: Partial<GuardedWebOptions> = {}): GuardedWeb {
  const made = guardedWeb({ allowHosts: [], userAgent: 'MissionProgress/1.0', ...options });
  open.push(() => made.close());
  return made;
}

function get(over: GuardedWeb, url: string, request: Partial<WebRequest> = {}) {
  return over.fetch({ url, maxBytes: 100_000, signal: new AbortController().signal, ...request });
}

async function failureOf(answer: Promise<unknown>): Promise<AppError> {
  const error = await answer.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw new Error(`expected an AppError, got ${String(error)}`);
}

describe('addresses', () => {
  const publicOnes = ['8.8.8.8', '93.184.216.34', '2606:4700:4700::1111', '::ffff:8.8.8.8'];
  const others = [
    ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.9.9.9', '169.254.169.254', '172.16.0.1'],
    ...['172.31.255.255', '192.0.0.1', '192.0.2.1', '192.168.1.1', '198.18.0.1', '203.0.113.9', '224.0.0.1'],
    ...['240.0.0.1', '255.255.255.255', '::', '::1', '::7f00:1', '::ffff:127.0.0.1', '::ffff:10.0.0.1'],
    ...['64:ff9b::7f00:1', '64:ff9b::808:808', '2001::1', '2001:db8::1', '2002:7f00:1::', 'fc00::1', 'fd12::1'],
    ...['fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '4000::1', 'localhost', '', 'example.org'],
  ];
  it.each(publicOnes)('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));
  it.each(others)('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false));

  it('exempts an entry with a port for that port alone, one without for all, and never a subdomain', () => {
    const isExempt = exemption(['localhost:5000', 'Internal.Example', '[::1]:80']);
    expect(isExempt('localhost', '5000')).toBe(true);
    expect(isExempt('localhost', '5001')).toBe(false);
    expect(isExempt('internal.example', '8443')).toBe(true);
    expect(isExempt('a.internal.example', '8443')).toBe(false);
    expect(isExempt('::1', '80')).toBe(true);
    expect(isExempt('::1', '81')).toBe(false);
  });
});

describe('private addresses', () => {
  const spellings = [
    '127.0.0.1',
    'localhost',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    '0.0.0.0',
    '[::ffff:127.0.0.1]',
  ];

  it.each(spellings)('refuses http://%s without connecting', async (host) => {
    const served = await site({ '/': 'secret' }, '127.0.0.1');
    const error = await failureOf(get(web(), `http://${host}:${served.port}/`));
    expect(error.code).toBe('address_refused');
    expect(served.requests).toHaveLength(0);
  });

  it.each([
    'http://169.254.169.254/computeMetadata/v1/',
    'http://[::1]/',
    'https://10.0.0.1/',
    'http://[fd00::1]:8080/',
  ])('refuses %s', async (url) => expect((await failureOf(get(web(), url))).code).toBe('address_refused'));

  it.each(['file:///etc/passwd', 'ftp://example.org/', 'data:text/html,x', 'no address'])('refuses %s', async (url) =>
    expect((await failureOf(get(web(), url))).code).toBe('address_refused'),
  );

  it('refuses a name that leads there, and does not tell where', async () => {
    const guarded = web({ resolve: async () => [{ address: '10.1.2.3', family: 4 }] });
    const error = await failureOf(get(guarded, 'http://intranet.example/'));
    expect(error.code).toBe('address_refused');
    expect(error.message).not.toContain('10.1.2.3');
  });

  it('reads an exempt host and port, and refuses its other ports', async () => {
    const served = await site({ '/': 'hello' });
    const other = await site({ '/': 'secret' });
    const guarded = web({ allowHosts: [served.domain] });
    expect(Buffer.from((await get(guarded, `${served.origin}/`)).body).toString()).toBe('hello');
    expect((await failureOf(get(guarded, `${other.origin}/`))).code).toBe('address_refused');
    expect(other.requests).toHaveLength(0);
  });

  it('checks the address of every connection: a name that changes to a private one is refused', async () => {
    const served = await site({ '/': 'secret' }, '127.0.0.1');
    const addresses = ['8.8.8.8', '127.0.0.1'];
    const guarded = web({
      resolve: async () => [{ address: addresses.shift() ?? 'none left', family: 4 }],
      timeouts: { connectMs: 200, totalMs: 500 },
    });
    const url = `http://rebind.example:${served.port}/`;
    expect((await failureOf(get(guarded, url))).code).toBe('address_unreachable');
    expect((await failureOf(get(guarded, url))).code).toBe('address_refused');
    expect(served.requests).toHaveLength(0);
    expect(addresses).toHaveLength(0);
  });

  it('leaves out the private ones among several addresses', async () => {
    const served = await site({ '/': 'secret' }, '127.0.0.1');
    const resolve = async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    const guarded = web({ resolve, timeouts: { connectMs: 300, totalMs: 600 } });
    const error = await failureOf(get(guarded, `http://both.example:${served.port}/`));
    expect(error.code).toBe('address_unreachable');
    expect(served.requests).toHaveLength(0);
  });

  it('never follows a redirect by itself', async () => {
    const secret = await site({ '/': 'secret' });
    const served = await site({ '/': { status: 302, headers: { location: `${secret.origin}/` } } });
    const answer = await get(web({ allowHosts: [served.domain, secret.domain] }), `${served.origin}/`);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(`${secret.origin}/`);
    expect(secret.requests).toHaveLength(0);
  });
});

describe('limits', () => {
  it('stops at the size limit and hangs up on an endless body', async () => {
    const closed = Promise.withResolvers<void>();
    const served = await site({ '/': (_request, response) => endless(response, closed.resolve) });
    const answer = await get(web({ allowHosts: [served.domain] }), `${served.origin}/`, { maxBytes: 10_000 });
    expect(answer).toMatchObject({ status: 200, bytes: 10_000, truncated: true });
    await closed.promise;
  });

  it('says of a body of exactly the limit that it is whole', async () => {
    const served = await site({ '/': 'x'.repeat(1_000) });
    const guarded = web({ allowHosts: [served.domain] });
    expect(await get(guarded, `${served.origin}/`, { maxBytes: 1_000 })).toMatchObject({
      bytes: 1_000,
      truncated: false,
    });
    expect(await get(guarded, `${served.origin}/`, { maxBytes: 999 })).toMatchObject({ bytes: 999, truncated: true });
  });

  it('unpacks a gzip bomb no further than the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000));
    const served = await site({ '/': { headers: { 'content-encoding': 'gzip' }, body: bomb } });
    const before = process.memoryUsage().arrayBuffers;
    const answer = await get(web({ allowHosts: [served.domain] }), `${served.origin}/`, { maxBytes: 50_000 });
    expect(answer).toMatchObject({ bytes: 50_000, truncated: true });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });

  it('reads gzip, and calls a broken or unknown coding a failure', async () => {
    const served = await site({
      '/good': { headers: { 'content-encoding': 'gzip' }, body: gzipSync('packed') },
      '/broken': { headers: { 'content-encoding': 'gzip' }, body: 'not packed at all' },
      '/cut': { headers: { 'content-encoding': 'gzip' }, body: gzipSync('x'.repeat(5_000)).subarray(0, 20) },
      '/odd': { headers: { 'content-encoding': 'rot13' }, body: 'cnpxrq' },
    });
    const guarded = web({ allowHosts: [served.domain] });
    expect(Buffer.from((await get(guarded, `${served.origin}/good`)).body).toString()).toBe('packed');
    for (const path of ['/broken', '/cut', '/odd']) {
      const error = await failureOf(get(guarded, `${served.origin}${path}`));
      expect(error).toMatchObject({
        code: 'address_unreachable',
        message: expect.stringContaining('compressed in a broken way'),
      });
    }
  });

  it('leaves a body that is not wanted', async () => {
    const closed = Promise.withResolvers<void>();
    const served = await site({ '/': (_request, response) => endless(response, closed.resolve) });
    const answer = await get(web({ allowHosts: [served.domain] }), `${served.origin}/`, { wants: () => false });
    expect(answer).toMatchObject({ bytes: 0, truncated: false });
    await closed.promise;
  });

  it('gives up on a body that trickles, and on an answer that never comes', async () => {
    const served = await site({
      '/trickle': (_request, response) => trickle(response),
      '/silent': () => undefined,
    });
    const guarded = web({ allowHosts: [served.domain], timeouts: { totalMs: 400 } });
    for (const path of ['/trickle', '/silent']) {
      const startedAt = performance.now();
      const error = await failureOf(get(guarded, `${served.origin}${path}`));
      expect(error).toMatchObject({
        code: 'address_unreachable',
        message: expect.stringContaining('longer than 0.4 s'),
      });
      expect(performance.now() - startedAt).toBeLessThan(2_000);
    }
  });

  it('rejects with the reason of the signal at once, before and while reading', async () => {
    const served = await site({ '/': (_request, response) => trickle(response) });
    const guarded = web({ allowHosts: [served.domain] });
    const cancel = new AbortController();
    const reading = get(guarded, `${served.origin}/`, { signal: cancel.signal });
    await delay(100);
    const reason = new Error('cancelled by its owner');
    cancel.abort(reason);
    const startedAt = performance.now();
    await expect(reading).rejects.toBe(reason);
    expect(performance.now() - startedAt).toBeLessThan(200);
    const asked = served.requests.length;
    await expect(get(guarded, `${served.origin}/`, { signal: cancel.signal })).rejects.toBe(reason);
    expect(served.requests).toHaveLength(asked);
  });
});

describe('requests and failures', () => {
  it('sends who we are, and neither fragment nor credentials', async () => {
    const served = await site({ '/page?q=1': 'hello' });
    const answer = await get(web({ allowHosts: [served.domain] }), `http://user:secret@${served.domain}/page?q=1#part`);
    expect(answer.finalUrl).toBe(`${served.origin}/page?q=1`);
    const [request] = served.requests;
    expect(request?.path).toBe('/page?q=1');
    expect(request?.headers['user-agent']).toBe('MissionProgress/1.0');
    expect(request?.headers.authorization).toBeUndefined();
  });

  it('says in words why a site could not be read', async () => {
    const gone = await serveSite({});
    await gone.close();
    const guarded = web({ allowHosts: [gone.domain] });
    expect((await failureOf(get(guarded, `${gone.origin}/`))).message).toContain('refuses connections');
    const lost = web({ resolve: () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })) });
    expect((await failureOf(get(lost, 'http://nowhere.example/'))).message).toContain('does not resolve');
    const served = await site({ '/': 'plain' });
    const tls = await failureOf(get(web({ allowHosts: [served.domain] }), `https://${served.domain}/`));
    expect(tls).toMatchObject({ code: 'address_unreachable', message: expect.stringContaining('TLS') });
    expect(tls.cause).toBeDefined();
  });

  it('knows a lost connection from a lasting failure', async () => {
    const server = createTcpServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => {
      server.listen(0, 'localhost', resolve);
    });
    open.push(() => new Promise((resolve) => void server.close(() => resolve())));
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const guarded = web({ allowHosts: ['localhost'] });
    expect(isTransientFailure(await failureOf(get(guarded, `http://localhost:${port}/`)))).toBe(true);
    expect(isTransientFailure(await failureOf(get(guarded, 'http://localhost:1/')))).toBe(false);
  });
});

function endless(response: ServerResponse, onClose: () => void): undefined {
  response.writeHead(200, { 'content-type': 'text/html' });
  const more = () => void (response.destroyed || (response.write('x'.repeat(10_000)), setImmediate(more)));
  response.on('close', onClose);
  more();
  return undefined;
}

function trickle(response: ServerResponse): undefined {
  response.writeHead(200, { 'content-type': 'text/html' });
  const timer = setInterval(() => void response.write('x'), 20);
  response.on('close', () => clearInterval(timer));
  return undefined;
}
