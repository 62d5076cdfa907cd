import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ErrorCode, isRetryable } from '../../../../functions/src/core/errors.ts';
import type { ModelConfig } from '../../../../functions/src/edge/modelConfig.ts';
import { problemOf } from '../../../../functions/src/http/problems.ts';
import { type ModelServer, openAiError, type Reply, serveModel } from '../../../support/modelServer.ts';
import { failureOf, modelAt } from '../../../support/models.ts';
import { serveAt } from '../../../support/serve.ts';

let server: ModelServer;
beforeEach(async () => {
  server = await serveModel();
});
afterEach(() => server.close());

const http = (status: number, body: unknown = '', headers = {}): Reply => ({ status, body, headers });
const raw =
  (text: string, type = 'text/event-stream'): Reply =>
  (response) => {
    response.writeHead(200, { 'content-type': type });
    response.end(text);
  };
const streamed = (...events: readonly unknown[]) =>
  raw(events.map((one) => `data: ${JSON.stringify(one)}\n\n`).join(''));

/** Each is final at once: no call is repeated, and no other model is asked. */
const FINAL: readonly (readonly [name: string, reply: Reply, code: ErrorCode])[] = [
  ['a wrong key', http(401, openAiError('Incorrect API key provided: x', 'invalid_api_key')), 'model_key_refused'],
  ['a key that may not', http(403, openAiError('Forbidden')), 'model_key_refused'],
  [
    'no model of OpenAI',
    http(404, openAiError('The model `first` does not exist', 'model_not_found')),
    'model_unknown',
  ],
  ['no model of vLLM', http(404, { object: 'error', message: 'The model `first` does not exist.' }), 'model_unknown'],
  ['no model of Ollama', http(404, openAiError('model "first" not found, try pulling it first')), 'model_unknown'],
  ['no model of OpenRouter', http(400, openAiError('first is not a valid model ID')), 'model_unknown'],
  ['a model out of reach', http(403, openAiError('No access to model first', 'model_not_found')), 'model_unknown'],
  ['another path', http(404, '404 page not found'), 'model_endpoint_wrong'],
  ['another method', http(405, 'Method Not Allowed'), 'model_endpoint_wrong'],
  ['a redirect', http(307, '', { location: 'http://127.0.0.1:9/v1/chat/completions' }), 'model_endpoint_wrong'],
  ['a web page', raw('<!doctype html><title>Login</title>', 'text/html'), 'model_endpoint_wrong'],
  ['no money', http(402, openAiError('Insufficient credits')), 'model_quota_spent'],
  [
    'a spent quota',
    http(429, openAiError('You exceeded your current quota', 'insufficient_quota')),
    'model_quota_spent',
  ],
  [
    'a context of OpenAI',
    http(400, openAiError("This model's maximum context length is 8192 tokens.", 'context_length_exceeded')),
    'model_context_exceeded',
  ],
  [
    'a context of vLLM',
    http(400, {
      message:
        "'max_tokens' or 'max_completion_tokens' is too large: 5000. This model's maximum context length is 4096 tokens",
    }),
    'model_context_exceeded',
  ],
  [
    'a context of llama.cpp',
    http(400, {
      error: {
        ...{ code: 400, type: 'exceed_context_size_error', n_prompt_tokens: 14429, n_ctx: 8192 },
        message: 'the request exceeds the available context size. try increasing the context size',
      },
    }),
    'model_context_exceeded',
  ],
  [
    'a context of llama.cpp, told in the stream',
    streamed({ error: { code: 400, message: 'the request exceeds the available context size', type: 'x' } }),
    'model_context_exceeded',
  ],
  [
    'a context of Ollama',
    http(500, openAiError('the input length exceeds the context length')),
    'model_context_exceeded',
  ],
  [
    'more than a minute may have',
    http(429, openAiError('Request too large for first on tokens per min (TPM): Limit 10000, Requested 12000')),
    'model_context_exceeded',
  ],
  ['a body that is too large', http(413, 'Payload Too Large'), 'model_context_exceeded'],
  ['a filter on the question', http(400, openAiError('filtered', 'content_filter')), 'model_refused'],
  ['a filter on the answer', { text: 'I', finish: 'content_filter' }, 'model_refused'],
  [
    'a refusal',
    streamed({ choices: [{ index: 0, delta: { refusal: 'I will not.' }, finish_reason: 'stop' }] }),
    'model_refused',
  ],
  ['anything else', http(400, openAiError("Unknown parameter: 'stream'")), 'model_request_refused'],
  [
    'nothing but thought',
    { text: '', thought: 'Hmm', finish: 'length', usage: { prompt_tokens: 9, completion_tokens: 50 } },
    'model_out_of_tokens',
  ],
  [
    'thought that the server itself cut short',
    { text: '', thought: 'Hmm', finish: 'length', usage: { prompt_tokens: 9, completion_tokens: 5 } },
    'model_out_of_tokens',
  ],
];

/** Each is tried three times in all. */
const PASSING: readonly (readonly [name: string, reply: Reply, code: ErrorCode])[] = [
  ['a fault of theirs', http(500, openAiError('The server had an error')), 'model_failed'],
  ['a bad gateway', http(502, '<html>Bad Gateway</html>', { 'content-type': 'text/html' }), 'model_failed'],
  ['a model that is loading', http(503, openAiError('Loading model')), 'model_failed'],
  ['a fault in the stream', streamed({ error: { code: 502, message: 'Provider returned error' } }), 'model_failed'],
  ['a fault in the stream, in a word', streamed({ error: 'crashed' }), 'model_failed'],
  ['a fault with status 200', http(200, { error: { message: 'crashed' } }), 'model_failed'],
  ['a chunk that is no JSON', raw('data: {"choices":\n\ndata: [DONE]\n\n'), 'model_failed'],
  ['too many calls', http(429, openAiError('Rate limit reached for org-1')), 'model_busy'],
  ['a connection that breaks', { text: 'Half', after: 'break' }, 'model_cut_off'],
  ['a stream without an end', { text: 'Half', after: 'close' }, 'model_cut_off'],
  ['an empty stream', raw(''), 'model_cut_off'],
  ['silence in the middle', { text: 'Half', after: 'silence' }, 'model_stalled'],
  ['an answer of nothing', { text: ' \n' }, 'model_answer_empty'],
];

describe.each(FINAL)('%s', (_, reply, code) => {
  it(`fails with ${code} at once`, async () => {
    server.always(() => reply);
    const { model, ask, waits } = modelAt(server, { fallbackModel: 'second' });
    const error = await failureOf(model.write(ask));
    expect([error.name, error.code]).toEqual(['AppError', code]);
    expect(server.calls).toHaveLength(1);
    expect(waits).toEqual([]);
  });
});

/** Silence has to be waited for; for all others the time is so long that a busy machine is not taken for a silent one. */
const stallMsOf = (code: ErrorCode) => (code === 'model_stalled' ? 500 : 10_000);

describe.each(PASSING)('%s', (_, reply, code) => {
  const stallMs = stallMsOf(code);

  it(`fails with ${code} after three tries`, async () => {
    server.always(() => reply);
    const { model, ask, waits } = modelAt(server, { stallMs });
    const error = await failureOf(model.write(ask));
    expect([error.name, error.code, isRetryable(code)]).toEqual(['AppError', code, true]);
    expect(server.calls).toHaveLength(3);
    expect(waits).toEqual([750, 1500]);
  });

  it('is mended by the next try', async () => {
    server.next(reply);
    const { model, ask, shown } = modelAt(server, { stallMs });
    expect(await model.write(ask)).toEqual({ text: 'ok', model: 'first', isCut: false });
    expect(shown.at(-1)).toBe('ok');
  });

  it('is mended by another model', async () => {
    server.always(({ body }) => (body.model === 'first' ? reply : { text: 'from the second' }));
    const { model, ask } = modelAt(server, { stallMs, fallbackModel: 'second' });
    expect(await model.write(ask)).toEqual({ text: 'from the second', model: 'second', isCut: false });
    expect(server.calls.map(({ body }) => body.model)).toEqual(['first', 'first', 'first', 'second']);
  });
});

describe('a failure', () => {
  it.each([...new Set([...FINAL, ...PASSING].map(([, , code]) => code))])('%s says what to do', async (code) => {
    const [, reply] = [...FINAL, ...PASSING].find(([, , its]) => its === code) ?? FINAL[0] ?? [];
    server.always(() => reply ?? { text: '' });
    const { model, ask } = modelAt(server, { stallMs: stallMsOf(code) });
    const { detail, next, code: told } = problemOf(await failureOf(model.write(ask)), '/');
    expect(told).toBe(code);
    expect(detail).toMatch(/^[A-Z].*\.$/);
    expect(next).toMatch(/^[A-Z].*\.$/);
  });

  it.each<[string, Reply, Partial<ModelConfig>, string, string]>([
    [
      'a context that it names',
      http(400, {
        error: {
          ...{ code: 400, type: 'exceed_context_size_error', n_prompt_tokens: 7334, n_ctx: 4096 },
          message: 'the request exceeds the available context size, try increasing it',
        },
      }),
      { contextTokens: 32_000 },
      '(7,334 tokens were asked, and the endpoint says that it takes 4,096)',
      'set LLM_CONTEXT_TOKENS=4096, which is what the endpoint has, or start the model with a larger context',
    ],
    [
      'a context that is the one that is set',
      http(400, openAiError("This model's maximum context length is 4096 tokens.", 'context_length_exceeded')),
      { contextTokens: 4_096 },
      '(the endpoint says that it takes 4,096)',
      'set LLM_CONTEXT_TOKENS=3200, since tokens are estimated',
    ],
    [
      'nothing of its context',
      http(413, 'Payload Too Large'),
      {},
      'More is asked of it than it can take at once: ',
      'null',
    ],
    ['no key', http(401, ''), {}, 'asks for a key (401), and none is set', 'set LLM_API_KEY to a key of this endpoint'],
    ['a key that is wrong', http(401, ''), { apiKey: 'k' }, 'refused the key', 'null'],
    [
      'a model, where there is no key',
      http(404, openAiError('no such model')),
      {},
      'does not know the model "first".',
      'null',
    ],
    [
      'a model or its key',
      http(404, openAiError('no such model')),
      { apiKey: 'k' },
      'does not know the model "first", or its key may not use it.',
      'null',
    ],
    [
      'how much it is to think',
      http(400, openAiError("Unsupported value: 'reasoning_effort' does not support 'none' with this model.")),
      { reasoningEffort: 'none' },
      "does not take LLM_REASONING_EFFORT (400): Unsupported value: 'reasoning_effort'",
      'or unset it',
    ],
    [
      'thought alone',
      { text: '', thought: 'Hmm', finish: 'length', usage: { prompt_tokens: 9, completion_tokens: 50 } },
      {},
      'used up the 50 tokens of its answer by thinking',
      'null',
    ],
  ])('of %s says so, and what to set', async (_, reply, changes, message, next) => {
    server.always(() => reply);
    const { model, ask } = modelAt(server, changes);
    const error = await failureOf(model.write(ask));
    expect(error.message).toContain(message);
    expect(String(error.next)).toContain(next);
  });

  it('of a model that says nothing from the start is left to another model, and to the step', async () => {
    server.always(({ body }) => (body.model === 'first' ? () => {} : { text: 'ok' }));
    const alone = modelAt(server, { stallMs: 300 });
    expect((await failureOf(alone.model.write(alone.ask))).code).toBe('model_stalled');
    expect([server.calls.length, alone.waits]).toEqual([1, []]);
    const { model, ask } = modelAt(server, { stallMs: 300, fallbackModel: 'second' });
    expect((await model.write(ask)).model).toBe('second');
  });

  it('of an endpoint that is not there is told as such, and left to the step: at once and without another model', async () => {
    const gone = await serveModel();
    await gone.close();
    const { model, ask, waits, usages } = modelAt(gone, { fallbackModel: 'second' });
    const error = await failureOf(model.write(ask));
    expect(error.code).toBe('model_unreachable');
    expect(error.message).toBe("The language model's endpoint could not be reached: it refuses connections.");
    expect(waits).toEqual([]);
    expect(usages).toMatchObject([{ calls: 1, input_tokens: 0, output_tokens: 0 }]);
  });

  it('leaves no redirect to be followed', async () => {
    let asked = 0;
    const elsewhere = await serveAt(
      createServer((_, response) => {
        asked += 1;
        response.end();
      }),
      '127.0.0.1',
    );
    server.next(http(308, '', { location: `${elsewhere.origin}/v1/chat/completions` }));
    const { model, ask } = modelAt(server, { apiKey: 'secret' });
    expect((await failureOf(model.write(ask))).code).toBe('model_endpoint_wrong');
    expect(asked).toBe(0);
    await elsewhere.close();
  });

  it('of a slow answer is no stall, until its time is over', async () => {
    const slow: Reply = { text: Array.from({ length: 60 }, () => 'a '), pieceMs: 25 };
    server.next(slow);
    const patient = modelAt(server, { stallMs: 1_000 });
    expect((await patient.model.write(patient.ask)).text).toHaveLength(119);
    server.next(slow);
    const { model, ask, waits } = modelAt(server, { callMs: 400 });
    const error = await failureOf(model.write(ask));
    expect([error.code, error.message]).toEqual(['model_timed_out', 'The model "first" was not done after 0.4 s.']);
    expect(waits).toEqual([]);
    await expect.poll(() => server.calls.at(-1)?.isGivenUp).toBe(true);
  });

  it('takes back what was shown before it is tried again', async () => {
    server.next({ text: ['Half ', 'of it'], after: 'close' });
    server.always(() => ({ text: ['All ', 'of it.'] }));
    const { model, ask, shown } = modelAt(server);
    expect((await model.write(ask)).text).toBe('All of it.');
    expect(shown).toEqual(['Half ', 'Half of it', '', 'All ', 'All of it.']);
  });

  it('is foreseen where the question is longer than the context', async () => {
    const { model, ask } = modelAt(server, { contextTokens: 1_000 });
    const error = await failureOf(model.write({ ...ask, prompt: 'x'.repeat(3_800) }));
    expect(error.code).toBe('model_context_exceeded');
    expect(error.message).toContain('About 1,011 tokens are needed, and LLM_CONTEXT_TOKENS is 1,000');
    expect(server.calls).toHaveLength(0);
  });
});

describe('an endpoint that is busy', () => {
  it.each([
    ['in seconds', () => '7', 7_000],
    ['as a date', () => new Date(Date.now() + 7_000).toUTCString(), 7_000],
    ['in the past', () => 'Wed, 21 Oct 2015 07:28:00 GMT', 0],
  ])('is waited for as it asks: %s', async (_, header, waitMs) => {
    server.next(http(429, '', { 'retry-after': header() }));
    const { model, ask, waits } = modelAt(server);
    await model.write(ask);
    // Half of the spread is added; a date has no milliseconds.
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThan(waitMs - 1_000);
    expect(waits[0]).toBeLessThanOrEqual(waitMs + 250);
  });

  it('is asked as usual where what it asks makes no sense', async () => {
    server.next(http(429, '', { 'retry-after': 'soon' }));
    const { model, ask, waits } = modelAt(server);
    await model.write(ask);
    expect(waits).toEqual([750]);
  });

  it('for longer than a runner waits is not waited for, and says when', async () => {
    server.always(() => http(429, '', { 'retry-after': '3600' }));
    const { model, ask, waits } = modelAt(server);
    const error = await failureOf(model.write(ask));
    expect([error.code, error.retryAfterMs, error.message]).toEqual([
      ...[
        'model_busy',
        3_600_000,
        'The model "first" takes no more calls for now (429). It takes calls again in 3600 s.',
      ],
    ]);
    expect(waits).toEqual([]);
  });

  it('for longer than that leaves it to another model', async () => {
    server.always(({ body }) => (body.model === 'first' ? http(429, '', { 'retry-after': '3600' }) : { text: 'ok' }));
    const { model, ask } = modelAt(server, { fallbackModel: 'second' });
    expect((await model.write(ask)).model).toBe('second');
    expect(server.calls).toHaveLength(2);
  });
});
