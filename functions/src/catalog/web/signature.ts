import { wordsOf } from './terms.ts';

/** Words of a text that count; the beginning of a page tells it apart. */
const MAX_WORDS = 3_000;

/**
 * A 64-bit simhash over the text's runs of three words, as 16 hex digits (Charikar, "Similarity estimation techniques
 * from rounding algorithms", 2002): similar texts have signatures that differ in few bits. Empty for an empty text.
 */
export function signatureOf(text: string): string {
  const words = wordsOf(text.slice(0, MAX_WORDS * 8)).slice(0, MAX_WORDS);
  if (words.length === 0) return '';
  const votes = new Int32Array(64);
  for (let index = 0; index < Math.max(1, words.length - 2); index += 1) {
    const shingle = words
      .slice(index, index + 3)
      .map((word) => word.text)
      .join(' ');
    const halves = [fnv1a(shingle, 0x811c9dc5), fnv1a(shingle, 0x9747b28c)];
    for (let bit = 0; bit < 64; bit += 1) {
      const half = halves[bit >> 5] ?? 0;
      votes[bit] = (votes[bit] ?? 0) + ((half >>> (bit & 31)) & 1 ? 1 : -1);
    }
  }
  let hex = '';
  for (let nibble = 0; nibble < 16; nibble += 1) {
    const bits = [...votes.subarray(nibble * 4, nibble * 4 + 4)].map((vote) => (vote > 0 ? '1' : '0'));
    hex += Number.parseInt(bits.join(''), 2).toString(16);
  }
  return hex;
}

/** In how many of 64 bits two signatures differ; 64 when one of them is of an empty text. */
export function signatureDistance(one: string, other: string): number {
  if (one === '' || other === '') return 64;
  let different = 0;
  for (let nibble = 0; nibble < 16; nibble += 1) {
    const xor = Number.parseInt(one[nibble] ?? '0', 16) ^ Number.parseInt(other[nibble] ?? '0', 16);
    different += (xor & 1) + ((xor >> 1) & 1) + ((xor >> 2) & 1) + ((xor >> 3) & 1);
  }
  return different;
}

/** FNV-1a with a final mix, since its high bits alone are weak (http://www.isthe.com/chongo/tech/comp/fnv/). */
function fnv1a(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
