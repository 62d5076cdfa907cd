import { expect, test } from 'vitest';
import { cameTooLate } from '../../../web/src/missions/commands.ts';
import { NO_ANSWER } from '../../../web/src/trouble.ts';

const refused = { ...NO_ANSWER, code: 'status_forbids' };

test('a cancel that the end overtook is no problem; every other refusal is one', () => {
  expect(cameTooLate('cancel', { ...refused, allowed: [] })).toBe(true);
  expect(cameTooLate('cancel', { ...refused, allowed: ['approve'] })).toBe(false);
  expect(cameTooLate('approve', { ...refused, allowed: [] })).toBe(false);
  expect(cameTooLate('cancel', NO_ANSWER)).toBe(false);
});
