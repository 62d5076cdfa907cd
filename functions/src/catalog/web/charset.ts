import { TextDecoder } from 'node:util';

/** How far a page may go on before it names its charset; the HTML standard says 1024, real pages need more. */
const SNIFFED_BYTES = 4_096;

/**
 * The text of a page: the charset comes from its byte order mark, else from the Content-Type header, else from a
 * `<meta>` near its beginning, else it is UTF-8 if the bytes are, else windows-1252, the web's oldest habit. Names
 * mean what browsers mean by them (https://encoding.spec.whatwg.org); an unknown name counts as none.
 */
export function decodeText(bytes: Uint8Array, contentType: string | undefined): string {
  const label = byteOrderMark(bytes) ?? charsetOf(contentType) ?? metaCharset(bytes);
  const decoder = label === null ? null : decoderFor(label);
  if (decoder !== null) return decoder.decode(bytes);
  const text = new TextDecoder().decode(bytes);
  // A cut at the size limit leaves one broken character at the end of good UTF-8; more of them mean another charset.
  const broken = text.split('\uFFFD').length - 1;
  return broken > 1 ? new TextDecoder('windows-1252').decode(bytes) : text;
}

function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : null;
}

function charsetOf(contentType: string | undefined): string | null {
  const match = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '');
  return decodable(match?.[1]);
}

function metaCharset(bytes: Uint8Array): string | null {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, SNIFFED_BYTES));
  const match = /<meta[^>]{0,300}?charset\s*=\s*["']?([^\s"'/>;]+)|<\?xml[^>]{0,100}encoding\s*=\s*["']([^"']+)/i.exec(
    start,
  );
  const label = decodable(match?.[1] ?? match?.[2]);
  // A page that can be read as ASCII so far is not UTF-16, whatever it says (HTML standard, prescan).
  return label?.startsWith('utf-16') ? 'utf-8' : label;
}

function decodable(label: string | undefined): string | null {
  return label !== undefined && decoderFor(label) !== null ? label.toLowerCase() : null;
}

function decoderFor(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label);
  } catch {
    // The only way to ask whether a label is known; a page with an unknown one is read as if it had none.
    return null;
  }
}
