import { describe, expect, it } from 'vitest';
import { outlineTokens, sectionTokens } from '../../../../functions/src/catalog/report/model/ask.ts';

describe('the most that an answer may have', () => {
  it.each([
    ['as usual', { contextTokens: 32_000, maxOutputTokens: null }, 3_000, 1_600],
    ['a third of a small context', { contextTokens: 4_096, maxOutputTokens: null }, 1_365, 1_365],
    [
      'what the operator has set for a model that thinks',
      { contextTokens: 32_000, maxOutputTokens: 8_000 },
      8_000,
      8_000,
    ],
    ['no less than usual', { contextTokens: 32_000, maxOutputTokens: 500 }, 3_000, 1_600],
  ])('is %s', (_, model, outline, section) => {
    expect([outlineTokens(model), sectionTokens(model, 120)]).toEqual([outline, section]);
  });
});
