import { describe, expect, it } from 'vitest';
import { contextTold } from '../../../../functions/src/edge/model/contextTold.ts';
import { refusalOf } from '../../../../functions/src/edge/model/refusal.ts';

const told = (body: unknown) => contextTold(refusalOf(400, JSON.stringify(body), null));
const said = (message: string) => told({ error: { message } });

describe('the numbers of a context', () => {
  it.each([
    [
      'OpenAI',
      "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.",
      { has: 8192, asked: 9001 },
    ],
    [
      'vLLM',
      "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens (4000 in the messages, 1000 in the completion).",
      { has: 4096, asked: 5000 },
    ],
    [
      'llama.cpp',
      'request (7334 tokens) exceeds the available context size (4096 tokens), try increasing it',
      { has: 4096, asked: 7334 },
    ],
    ['Anthropic', 'prompt is too long: 210000 tokens > 200000 maximum', { has: 200_000, asked: 210_000 }],
    [
      'Gemini',
      'The input token count (1100000) exceeds the maximum number of tokens allowed (1048576).',
      { has: 1_048_576, asked: 1_100_000 },
    ],
    ['Ollama, which tells none', 'the input length exceeds the context length', { has: null, asked: null }],
    ['words that only look like it', 'Context 5 of 12 is wrong; size 70000000000', { has: null, asked: null }],
  ])('are read in the words of %s', (_, message, numbers) => expect(said(message)).toEqual(numbers));

  it('are read in the fields of llama.cpp, and not in a prompt that is quoted', () => {
    const error = { message: 'the request exceeds the available context size', n_prompt_tokens: 7334, n_ctx: 4096 };
    expect(told({ error })).toEqual({ has: 4096, asked: 7334 });
    expect(told({ error: { message: 'Too long.', prompt: '{"n_ctx": 999999}' } })).toEqual({ has: null, asked: null });
  });
});
