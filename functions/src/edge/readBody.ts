import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** What was read of a body. `truncated` says that more followed. */
export interface BodyRead {
  readonly body: Uint8Array;
  readonly truncated: boolean;
}

/** The codings that `readBody` undoes, for the request's Accept-Encoding. */
export const ACCEPTED_ENCODINGS = 'gzip, br, deflate';

/**
 * The first `maxBytes` bytes of `source` after undoing `encoding`. The limit holds for the decompressed size while it
 * streams, so a small answer that unpacks to gigabytes costs no more than the limit. The rest is never received.
 * Throws what the stream or the decompressor throws, and an error with code `Z_UNKNOWN` for another encoding.
 */
export async function readBody(source: Readable, encoding: string, maxBytes: number): Promise<BodyRead> {
  try {
    return await readUpTo(decoded(source, encoding), maxBytes);
  } finally {
    discardBody(source);
  }
}

/** Stops receiving `source`. */
export function discardBody(source: Readable): BodyRead {
  // Destroying a body before its end makes it emit an error, which is what we want here and must not rise.
  source.on('error', () => undefined);
  source.destroy();
  return { body: new Uint8Array(), truncated: false };
}

async function readUpTo(stream: Readable, maxBytes: number): Promise<BodyRead> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a body is read as bytes');
    const room = maxBytes - size;
    chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
    size += Math.min(room, chunk.length);
    if (chunk.length > room) return { body: Buffer.concat(chunks, size), truncated: true };
  }
  return { body: Buffer.concat(chunks, size), truncated: false };
}

function decoded(source: Readable, encoding: string): Readable {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return source;
  const decoder = decoderOf(name);
  if (decoder === null) throw Object.assign(new Error(`unknown content encoding ${name}`), { code: 'Z_UNKNOWN' });
  source.once('error', (error) => decoder.destroy(error));
  return source.pipe(decoder);
}

function decoderOf(name: string) {
  if (name === 'gzip' || name === 'x-gzip') return createGunzip();
  if (name === 'br') return createBrotliDecompress();
  return name === 'deflate' ? createInflate() : null;
}
