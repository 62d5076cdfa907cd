import { randomInt } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOfSecret, isWholeSecret, newSecret } from '../../../functions/src/missions/keySecret.ts';

const draw = () => newSecret((below) => randomInt(below));
const secrets = fc.constantFrom(...Array.from({ length: 50 }, draw));
const position = fc.integer({ min: 3, max: 51 });
const digit = fc.stringMatching(/^[0-9A-Za-z]$/);

describe('an API key', () => {
  it('has the shape that scanners look for, and is whole', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        expect(secret).toMatch(/^mp_[0-9A-Za-z]{49}$/);
        expect(isWholeSecret(secret)).toBe(true);
      }),
    );
  });

  it('is never drawn twice', () => {
    expect(new Set(Array.from({ length: 1_000 }, draw)).size).toBe(1_000);
  });

  it('with one wrong character is seen not to be whole', () => {
    fc.assert(
      fc.property(secrets, position, digit, (secret, at, wrong) => {
        fc.pre(secret[at] !== wrong);
        expect(isWholeSecret(secret.slice(0, at) + wrong + secret.slice(at + 1))).toBe(false);
      }),
    );
  });

  it('with two neighbours swapped is seen not to be whole', () => {
    fc.assert(
      fc.property(secrets, fc.integer({ min: 3, max: 50 }), (secret, at) => {
        const [one, other] = [secret.charAt(at), secret.charAt(at + 1)];
        fc.pre(one !== other);
        expect(isWholeSecret(secret.slice(0, at) + other + one + secret.slice(at + 2))).toBe(false);
      }),
    );
  });

  it.each([
    ['cut short', (secret: string) => secret.slice(0, -1)],
    ['with a character too many', (secret: string) => `${secret}a`],
    ['with a space', (secret: string) => ` ${secret}`],
    ['without its prefix', (secret: string) => secret.slice(3)],
    ['empty', () => ''],
  ])('%s is not whole', (_name, spoil) => {
    expect(isWholeSecret(spoil(draw()))).toBe(false);
  });

  it('lies under a hash that is always the same and tells nothing', () => {
    const secret = draw();
    expect(hashOfSecret(secret)).toBe(hashOfSecret(secret));
    expect(hashOfSecret(secret)).toMatch(/^[0-9a-f]{64}$/);
  });
});
