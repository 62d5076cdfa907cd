import { describe, expect, it } from 'vitest';
import { jsonIn, tidyText } from '../../../../functions/src/edge/model/tidy.ts';
import { estimateTokens } from '../../../../functions/src/edge/model/tokens.ts';

/** What is shown after each character that arrives. */
const asItComes = (raw: string) => Array.from(raw, (_, index) => tidyText(raw.slice(0, index + 1), false));

describe('a whole text', () => {
  it.each([
    ['as it is', 'A text.\n\n```ts\nlet x;\n```\n\nMore.', 'A text.\n\n```ts\nlet x;\n```\n\nMore.'],
    ['without space round it', '\n\n A text. \n', 'A text.'],
    ['without a thought', '<think>\nHm.\n</think>\n\nA text.', 'A text.'],
    ['without a thought that was not opened', 'Hm.\nOr?\n</think>\nA text.', 'A text.'],
    ['without a thought that has no end', '<think>Hm', ''],
    [
      'with the word in it',
      'Models write `<think>` and `</think>` tags.',
      'Models write `<think>` and `</think>` tags.',
    ],
    ['without a fence round it', '```markdown\n# A\n\ntext\n```', '# A\n\ntext'],
    ['without a fence round code', '```md\n# A\n\n```ts\nlet x;\n```\n```\n', '# A\n\n```ts\nlet x;\n```'],
    ['with a fence at its beginning', '```md\n# A\n```\n\nThat is a title.', '```md\n# A\n```\n\nThat is a title.'],
    ['with fences at both ends', '```md\n# A\n```\nor\n```md\n# B\n```', '```md\n# A\n```\nor\n```md\n# B\n```'],
    ['with code all over', '```ts\nlet x;\n```', '```ts\nlet x;\n```'],
  ])('is shown %s', (_, raw, text) => expect(tidyText(raw, true)).toBe(text));
});

describe('a text that is being written', () => {
  it('never shows a thought, nor the beginning of one', () => {
    expect(new Set(asItComes('<think>Hm.</think>\nYes'))).toEqual(new Set(['', 'Y', 'Ye', 'Yes']));
    expect(asItComes('<thanks>')).toEqual(['', '', '', '<tha', '<than', '<thank', '<thanks', '<thanks>']);
  });

  it('shows what stands in a fence without its first line', () => {
    expect(asItComes('```md\n# A').slice(-3)).toEqual(['#', '# ', '# A']);
  });
});

describe('JSON', () => {
  it.each([
    ['{"a":"```\\nx\\n```"}', '{"a":"```\\nx\\n```"}'],
    ['[1, 2]', '[1, 2]'],
    ['It is [1, 2].', '[1, 2]'],
    ['{"a":["}\\"]"]} and {more}', '{"a":["}\\"]"]}'],
    ['So:\n```JSON\n{"a":1}\n```\nor {b}', '{"a":1}'],
    ['nothing', 'nothing'],
    ['{"cut', '{"cut'],
  ])('in %s is found', (raw, json) => expect(jsonIn(raw)).toBe(json));
});

describe('an estimate', () => {
  it('counts bytes, so that scripts with more tokens to a letter count more', () => {
    expect([estimateTokens(''), estimateTokens('12345678'), estimateTokens('報告'.repeat(4))]).toEqual([0, 2, 6]);
  });
});
