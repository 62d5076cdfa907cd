import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../functions/src/core/errors.ts';
import type { NextCall } from '../../../../functions/src/edge/model.ts';
import { type ModelServer, type Reply, serveModel, wholeAnswer } from '../../../support/modelServer.ts';
import { failureOf, modelAt } from '../../../support/models.ts';

let server: ModelServer;
beforeEach(async () => {
  server = await serveModel();
});
afterEach(() => server.close());

describe('a text', () => {
  it('comes as it is written, with what it took', async () => {
    server.next({ text: ['Rust ', 'is ', 'fast.'], usage: { prompt_tokens: 1_000, completion_tokens: 500 } });
    const prices = new Map([['first', { input: 2, output: 10 }]]);
    const { model, ask, shown, usages } = modelAt(server, { prices });
    expect(await model.write(ask)).toEqual({ text: 'Rust is fast.', model: 'first', isCut: false });
    expect(shown).toEqual(['Rust ', 'Rust is ', 'Rust is fast.']);
    expect(usages).toMatchObject([{ calls: 1, input_tokens: 1_000, output_tokens: 500, is_estimated: false }]);
    expect(usages[0]?.cost_usd).toBeCloseTo(0.007, 10);
    expect(usages[0]?.seconds).toBeGreaterThanOrEqual(0);
  });

  it('is asked for with both messages and a limit, and without tools', async () => {
    const { model, ask } = modelAt(server);
    await model.write(ask);
    const { body, authorization } = server.calls[0] ?? {};
    expect(body).toEqual({
      ...{ model: 'first', max_tokens: 50, stream: true, stream_options: { include_usage: true } },
      messages: [
        { role: 'system', content: 'Be short.' },
        { role: 'user', content: 'Say it.' },
      ],
    });
    expect(authorization).toBeUndefined();
  });

  it('is asked for with the key, where there is one', async () => {
    const { model, ask } = modelAt(server, { apiKey: 'k-123' });
    await model.write(ask);
    expect(server.calls[0]?.authorization).toBe('Bearer k-123');
  });

  it('is asked for with as much thought as the operator has set, where that is set', async () => {
    const { model, ask } = modelAt(server, { reasoningEffort: 'none' });
    await model.write(ask);
    expect(server.calls[0]?.body).toMatchObject({ reasoning_effort: 'none', max_tokens: 50 });
  });

  it('says that it was cut, at its last token', async () => {
    server.next({ text: 'And so', finish: 'length' });
    const { model, ask } = modelAt(server);
    expect(await model.write(ask)).toEqual({ text: 'And so', model: 'first', isCut: true });
  });

  it('is read from an answer in one piece too', async () => {
    server.next((response, { body }) => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify(wholeAnswer(body.model, { text: 'All at once.' })));
    });
    const { model, ask, usages } = modelAt(server);
    expect(await model.write(ask)).toEqual({ text: 'All at once.', model: 'first', isCut: false });
    expect(usages).toMatchObject([{ input_tokens: 100, output_tokens: 20, is_estimated: false }]);
  });

  it('may have an end without a reason, if it is announced', async () => {
    server.next({ text: 'Whole.', after: 'done_alone' });
    const { model, ask } = modelAt(server);
    expect((await model.write(ask)).text).toBe('Whole.');
  });

  it('keeps what was thought to itself, and pays for it', async () => {
    server.next(
      { text: 'Yes.', thought: 'Well, '.repeat(40), usage: null },
      { text: ['<thi', 'nk>Well', '</think>', '\n\n', 'Yes.'] },
    );
    const { model, ask, shown, usages } = modelAt(server);
    expect((await model.write(ask)).text).toBe('Yes.');
    expect((await model.write(ask)).text).toBe('Yes.');
    expect(shown).toEqual(['Yes.', 'Yes.']);
    expect(usages[0]).toMatchObject({ output_tokens: 61, is_estimated: true });
  });
});

describe('a stream', () => {
  const event = (content: string, finish: string | null = null) =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\r\n\r\n`;

  it('may come in any pieces, also in the middle of a letter', async () => {
    const bytes = Buffer.from(`${event('Größe: ')}${event('大きさ', 'stop')}data: [DONE]\r\n\r\n`);
    server.next(async (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      for (const byte of bytes) {
        await new Promise((resolve) => response.write(Buffer.of(byte), resolve));
      }
      response.end();
    });
    const { model, ask } = modelAt(server);
    expect((await model.write(ask)).text).toBe('Größe: 大きさ');
    expect(server.calls).toHaveLength(1);
  });

  it('is alive as long as anything comes, also if it is only to keep it open', async () => {
    let comments = 0;
    server.next((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const timer = setInterval(() => {
        comments += 1;
        if (comments < 12) response.write(': PROCESSING\n\n');
        else response.end(event('At last.', 'stop'));
        if (comments === 12) clearInterval(timer);
      }, 100);
    });
    const { model, ask } = modelAt(server, { stallMs: 800 });
    expect((await model.write(ask)).text).toBe('At last.');
    expect([comments, server.calls.length]).toEqual([12, 1]);
  });
});

describe('the SDK', () => {
  it('is loaded by the first call, not before', async () => {
    const source = (path: string) => JSON.stringify(new URL(`../../../../${path}`, import.meta.url).href);
    const script = `
      import { registerHooks } from 'node:module';
      let loaded = 0;
      registerHooks({
        resolve(name, context, next) {
          if (name.startsWith('@ai-sdk/openai-compatible')) loaded += 1;
          return next(name, context);
        },
      });
      const { createModel } = await import(${source('functions/src/edge/model.ts')});
      const { modelConfigOf } = await import(${source('functions/src/edge/modelConfig.ts')});
      const { systemClock } = await import(${source('functions/src/edge/clock.ts')});
      const settings = { LLM_BASE_URL: ${JSON.stringify(server.baseUrl)}, LLM_MODEL: 'first' };
      const limits = { LLM_CONTEXT_TOKENS: 8000, LLM_MAX_CALLS: 1, LLM_STALL_SECONDS: 10, LLM_CALL_SECONDS: 20 };
      const means = { clock: systemClock, random: () => 0, log: console, sleep: async () => {} };
      const model = createModel(modelConfigOf({ ...settings, ...limits }), means);
      const before = loaded;
      const signal = new AbortController().signal;
      const ask = { system: 's', prompt: 'p', maxOutputTokens: 9, signal, onUsage() {} };
      const { text } = await model.write(ask);
      console.log(JSON.stringify({ before, after: loaded, text }));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
    expect(JSON.parse(stdout)).toEqual({ before: 0, after: 1, text: 'ok' });
  });
});

describe('what a call took', () => {
  it.each([
    ['no usage', null],
    ['zeros', { prompt_tokens: 0, completion_tokens: 0 }],
  ])('is estimated where the endpoint sends %s', async (_, usage) => {
    server.next({ text: 'x'.repeat(400), usage });
    const { model, ask, usages } = modelAt(server);
    await model.write({ ...ask, system: 'y'.repeat(200), prompt: 'é'.repeat(100) });
    // 200 bytes each, and four tokens round each of the two messages.
    expect(usages).toMatchObject([
      { calls: 1, input_tokens: 108, output_tokens: 100, is_estimated: true, cost_usd: 0 },
    ]);
  });

  it('is told of each call, and nothing of one that was refused', async () => {
    const told: Reply = { status: 200, body: { error: { message: 'overloaded', code: 503 } } };
    server.always(({ body }) => (body.model === 'first' ? { status: 500 } : { text: 'All of it.' }));
    server.next({ text: 'Half of', after: 'close' }, told);
    const { model, ask, usages } = modelAt(server, { fallbackModel: 'second' });
    await model.write(ask);
    expect(usages).toMatchObject([
      { calls: 1, output_tokens: 2, is_estimated: true },
      { calls: 1, input_tokens: 0, output_tokens: 0, is_estimated: false },
      { calls: 1, input_tokens: 0, output_tokens: 0, is_estimated: false },
      { calls: 1, input_tokens: 100, output_tokens: 20, is_estimated: false },
    ]);
    expect(usages[0]?.input_tokens).toBeGreaterThan(8);
  });

  it('may be too much: then nothing more is tried', async () => {
    server.always(() => ({ text: 'Half of', after: 'close' }));
    const { model, ask } = modelAt(server);
    const onUsage = () => {
      throw new AppError('over_budget', 'That was all.');
    };
    expect((await failureOf(model.write({ ...ask, onUsage }))).message).toBe('That was all.');
    expect(server.calls).toHaveLength(1);
  });

  it('costs nothing known where the table does not name the model', () => {
    const { model } = modelAt(server, { prices: new Map([['first', { input: 1, output: 4 }]]) });
    expect(model.costOf('first', { input: 2_000_000, output: 500_000 })).toBe(4);
    expect(model.costOf('other', { input: 1, output: 1 })).toBeNull();
  });
});

describe('an endpoint that takes less', () => {
  const refusal = (words: string) => ({ status: 400, body: { error: { message: words } } });

  it('is asked without the usage, and from then on at once', async () => {
    server.next(refusal('Unrecognized request argument supplied: stream_options'));
    const { model, ask, usages, waits } = modelAt(server);
    await model.write(ask);
    await model.write(ask);
    expect(server.calls.map(({ body }) => body.stream_options)).toEqual([
      { include_usage: true },
      undefined,
      undefined,
    ]);
    expect(usages.map((usage) => usage.is_estimated)).toEqual([false, true, true]);
    expect(waits).toEqual([]);
  });

  it('is given the limit by its newer name', async () => {
    const words =
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
    server.next(refusal(words));
    const { model, ask } = modelAt(server);
    await model.write(ask);
    expect(server.calls[1]?.body).toMatchObject({ max_completion_tokens: 50 });
    expect(server.calls[1]?.body.max_tokens).toBeUndefined();
  });
});

describe('calls', () => {
  it('wait for their turn, and one that is aborted meanwhile is never made', async () => {
    const open: (() => void)[] = [];
    server.always(
      () =>
        new Promise((resolve) => {
          open.push(() => resolve({ text: 'ok' }));
        }),
    );
    const { model, ask } = modelAt(server, { maxCalls: 1 });
    const first = model.write({ ...ask, prompt: 'one' });
    const leaving = new AbortController();
    const second = failureOf(model.write({ ...ask, prompt: 'two', signal: leaving.signal }));
    const third = model.write({ ...ask, prompt: 'three' });
    leaving.abort(new Error('gone'));
    expect((await second).message).toBe('gone');
    await expect.poll(() => open.length).toBe(1);
    open[0]?.();
    await first;
    await expect.poll(() => open.length).toBe(2);
    open[1]?.();
    await third;
    expect(server.calls.map(({ prompt }) => prompt)).toEqual(['one', 'three']);
  });

  it('is asked about before each call, also one that is made again, and not made where that is refused', async () => {
    const { model, ask } = modelAt(server);
    server.next({ status: 500 });
    const asked: NextCall[] = [];
    const onCall = async (call: NextCall): Promise<void> => {
      asked.push(call);
      if (asked.length === 2) throw new Error('That was all.');
    };
    expect((await failureOf(model.write({ ...ask, onCall }))).message).toBe('That was all.');
    expect(asked.map(({ model: name, maxOutputTokens }) => [name, maxOutputTokens])).toEqual([
      ['first', 50],
      ['first', 50],
    ]);
    expect(asked[0]?.inputTokens).toBeGreaterThan(5);
    expect(server.calls).toHaveLength(1);
  });
});
