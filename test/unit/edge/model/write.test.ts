import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ModelServer, serveModel, wholeAnswer } from '../../../support/modelServer.ts';
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
    server.next({ text: 'Half of', after: 'close' }, { status: 503 }, { text: 'All of it.' });
    const { model, ask, usages } = modelAt(server);
    await model.write(ask);
    expect(usages).toMatchObject([
      { calls: 1, output_tokens: 2, is_estimated: true },
      { calls: 1, input_tokens: 0, output_tokens: 0, is_estimated: false },
      { calls: 1, input_tokens: 100, output_tokens: 20, is_estimated: false },
    ]);
    expect(usages[0]?.input_tokens).toBeGreaterThan(8);
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
});
