import { gunzipSync } from 'node:zlib';
import { AppError } from '../../core/errors.ts';
import type { GuardedWeb } from '../../edge/guardedFetch.ts';
import type { Scope } from '../../schema/request.ts';
import { openInScope } from './openInScope.ts';
import { looksLikePage, pageAddress } from './pageAddress.ts';
import { isInScope } from './scope.ts';

/** Of each domain. Large sites split theirs into hundreds; the first few already hold more than a mission reads. */
const MAX_FILES = 8;
const MAX_ADDRESSES = 10_000;
const MAX_FILE_BYTES = 5_000_000;

/** A sitemap that was asked for. `reason` says why it gave nothing; null when it did. */
export interface SitemapFile {
  readonly url: string;
  readonly addresses: number;
  readonly reason: string | null;
}

export interface Sitemaps {
  readonly files: readonly SitemapFile[];
  /** Addresses of pages in scope, normalised, each once, in the sitemaps' order. */
  readonly addresses: readonly string[];
}

interface SitemapRequest {
  readonly web: GuardedWeb;
  readonly scope: Scope;
  readonly urls: readonly string[];
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/**
 * Reads sitemaps and the sitemaps that they list, also gzipped ones (https://www.sitemaps.org/protocol.html), as far
 * as the limits above go. A broken or missing one is reported in `files`; only the signal's reason is thrown.
 */
export async function readSitemaps(request: SitemapRequest): Promise<Sitemaps> {
  const waiting = [...request.urls];
  const files: SitemapFile[] = [];
  const addresses = new Set<string>();
  let bytesLeft = request.maxBytes;
  for (let url = waiting.shift(); url !== undefined && files.length < MAX_FILES; url = waiting.shift()) {
    if (files.some((file) => file.url === url) || !isReadable(request.scope, url)) continue;
    const { text, bytes, reason } = await readFile(request, url, Math.min(MAX_FILE_BYTES, bytesLeft));
    bytesLeft -= bytes;
    const before = addresses.size;
    for (const location of locationsIn(text)) {
      if (location.isSitemap) waiting.push(location.url);
      else if (addresses.size < MAX_ADDRESSES) addPage(addresses, request.scope, location.url);
    }
    files.push({ url, addresses: addresses.size - before, reason });
  }
  return { files, addresses: [...addresses] };
}

/** The `<loc>` entries of a sitemap or a sitemap index. What is neither has none. */
export function locationsIn(xml: string): { url: string; isSitemap: boolean }[] {
  const isSitemap = /<sitemapindex[\s>]/i.test(xml);
  // Every part is bounded and starts with a fixed word, so that no hostile file makes this slow.
  const entries = xml.matchAll(/<loc>([^<]{1,2500}|<!\[CDATA\[[^<\]]{1,2500}\]\]>)<\/loc>/gi);
  return [...entries].map(([, content = '']) => {
    const location = content.replace(/^<!\[CDATA\[|\]\]>$/g, '').trim();
    return { url: unescapeXml(location), isSitemap };
  });
}

async function readFile({ web, scope, signal }: SitemapRequest, url: string, maxBytes: number) {
  const nothing = { text: '', bytes: 0 };
  try {
    if (maxBytes <= 0) return { ...nothing, reason: 'the budget leaves no room for it' };
    const opened = await openInScope(web, scope, { url, maxBytes, signal, wants: ({ status }) => status < 300 });
    if (opened.kind !== 'answered') return { ...nothing, reason: 'it lies outside the allowed domains' };
    const { status, body, bytes } = opened.response;
    if (status >= 300) return { ...nothing, reason: `it answers ${status}` };
    const text = textOf(body);
    return text === null ? { ...nothing, bytes, reason: 'it does not unpack' } : { text, bytes, reason: null };
  } catch (error) {
    if (signal.aborted || !(error instanceof AppError)) throw error;
    return { ...nothing, reason: error.message };
  }
}

/** A sitemap is UTF-8, gzipped or not. Null for what does not unpack, or to more than `MAX_FILE_BYTES`. */
function textOf(body: Uint8Array): string | null {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return new TextDecoder().decode(body);
  try {
    return new TextDecoder().decode(gunzipSync(body, { maxOutputLength: MAX_FILE_BYTES }));
  } catch {
    return null;
  }
}

function isReadable(scope: Scope, text: string): boolean {
  const url = URL.parse(text);
  return url !== null && isInScope(scope, url);
}

function addPage(addresses: Set<string>, scope: Scope, text: string): void {
  const address = pageAddress(text);
  if (address !== null && looksLikePage(address) && isInScope(scope, new URL(address))) addresses.add(address);
}

function unescapeXml(text: string): string {
  const characters: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (entity, name: string) => characters[name] ?? entity);
}
