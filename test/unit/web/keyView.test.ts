import { describe, expect, it } from 'vitest';
import type { KeyAnswer } from '../../../functions/src/schema/apiKey.ts';
import { createKeyRequest } from '../../../functions/src/schema/apiKey.ts';
import { keyCommand } from '../../../web/src/settings/keys/keyCommand.ts';
import { EMPTY_KEY, EXPIRIES, keyProblems, keyRequest } from '../../../web/src/settings/keys/keyRequest.ts';
import { keyView } from '../../../web/src/settings/keys/keyView.ts';

const NOW = Date.parse('2026-11-21T12:00:00.000Z');
const HOUR = 3_600_000;
const at = (ms: number) => new Date(NOW + ms).toISOString();

const key: KeyAnswer = {
  key_id: 'k4w9m2h7c8x3q6t5b2n7',
  name: 'nightly import',
  ends_with: '4xQz',
  scopes: ['read', 'run'],
  created_at: at(-3 * HOUR),
  created_by: null,
  expires_at: null,
  last_used_at: null,
  revoked_at: null,
};

describe('a key in the list', () => {
  it('says what it is, what it may do and how old it is', () => {
    expect(keyView(key, NOW)).toEqual({
      id: 'k4w9m2h7c8x3q6t5b2n7',
      name: 'nightly import',
      ending: 'mp_…4xQz',
      may: 'Look and run',
      standing: 'active',
      word: 'Active',
      tone: 'succeeded',
      facts: ['never used', 'made 3 h ago', 'never expires'],
    });
  });

  it('says no more of its last use than the server knows', () => {
    expect(keyView({ ...key, last_used_at: at(1 - HOUR) }, NOW).facts[0]).toBe('used in the last hour');
    expect(keyView({ ...key, last_used_at: at(-72 * HOUR) }, NOW).facts[0]).toMatch(/^last used 18 Nov, /);
  });

  it('expires at its moment', () => {
    const expiring = { ...key, expires_at: at(1) };
    expect(keyView(expiring, NOW)).toMatchObject({ standing: 'active' });
    expect(keyView(expiring, NOW + 1)).toMatchObject({ standing: 'expired', word: 'Expired' });
    expect(keyView(expiring, NOW + 1).facts.at(-1)).toMatch(/^expired \d\d:\d\d$/);
  });

  it('is revoked, whatever else it was', () => {
    const revoked = keyView(
      { ...key, expires_at: at(-2 * HOUR), revoked_at: at(-HOUR), created_by: 'a'.repeat(20) },
      NOW,
    );
    expect(revoked.standing).toBe('revoked');
    expect(revoked.facts).toEqual(['never used', 'made 3 h ago', 'by another key', 'revoked 1 h ago']);
  });
});

describe('the form of a new key', () => {
  it.each(EXPIRIES.map(([days]) => days))('makes a request that the server takes: %j days', (days) => {
    const request = keyRequest({ name: ' import ', scope: 'run', days }, NOW);
    expect(createKeyRequest.parse(request)).toEqual({
      name: 'import',
      scopes: ['run'],
      expires_at: days === '' ? null : at(Number(days) * 24 * HOUR),
    });
  });

  it('is judged by the server’s rules before it is sent', () => {
    expect(keyProblems(keyRequest({ ...EMPTY_KEY, name: 'import' }, NOW))).toEqual([]);
    expect(keyProblems(keyRequest({ ...EMPTY_KEY, name: ' ' }, NOW))).toEqual([
      { field: 'name', message: 'must say what the key is for' },
    ]);
  });
});

it('the lines to try a key work as they stand while it is known, and say later where it goes', () => {
  const use = 'curl https://a.example/missions -H "Authorization: Bearer $MISSION_PROGRESS_KEY"';
  expect(keyCommand('mp_9dJ2', 'https://a.example')).toBe(`export MISSION_PROGRESS_KEY=mp_9dJ2\n${use}`);
  expect(keyCommand(null, 'https://a.example')).toBe(`export MISSION_PROGRESS_KEY=mp_YOUR_KEY\n${use}`);
});
