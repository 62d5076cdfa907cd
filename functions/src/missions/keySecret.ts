import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { KEY_PREFIX } from '../core/caller.ts';
import type { Random } from '../edge/chance.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** 43 digits of base 62 are 256 bits. Fewer can be guessed in the end, more is only longer to paste. */
const RANDOM_DIGITS = 43;

/** As many as a CRC-32 needs in base 62. */
const CHECK_DIGITS = 6;

const SHAPE = new RegExp(`^${KEY_PREFIX}([0-9A-Za-z]{${RANDOM_DIGITS}})([0-9A-Za-z]{${CHECK_DIGITS}})$`);

/** A new key: prefix, 256 random bits, checksum; 52 characters. `random` must be a source fit for secrets. */
export function newSecret(random: Random): string {
  const body = Array.from({ length: RANDOM_DIGITS }, () => DIGITS.charAt(random(DIGITS.length))).join('');
  return `${KEY_PREFIX}${body}${checkOf(body)}`;
}

/** Whether the key is whole: one wrong character or two swapped ones are always seen, anything else but once in 4 billion. */
export function isWholeSecret(secret: string): boolean {
  const [, body, check] = SHAPE.exec(secret) ?? [];
  return body !== undefined && check === checkOf(body);
}

/** The name under which a key's document lies. The key has 256 random bits: no salt, no slow hash is needed. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function checkOf(body: string): string {
  let rest = crc32(body);
  let check = '';
  while (check.length < CHECK_DIGITS) {
    check = DIGITS.charAt(rest % DIGITS.length) + check;
    rest = Math.floor(rest / DIGITS.length);
  }
  return check;
}
