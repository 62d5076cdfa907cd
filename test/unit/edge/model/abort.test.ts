import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ModelServer, type Reply, serveModel } from '../../../support/modelServer.ts';
import { failureOf, modelAt } from '../../../support/models.ts';

let server: ModelServer;
beforeEach(async () => {
  server = await serveModel();
});
afterEach(() => server.close());

const WRITING: Reply = { text: Array.from({ length: 2_000 }, () => 'on '), pieceMs: 10 };

describe('an abort', () => {
  it('closes the connection in the middle of an answer, and says what it took', async () => {
    server.always(() => WRITING);
    const { model, ask, shown, usages, waits } = modelAt(server);
    const stop = new AbortController();
    const failed = failureOf(model.write({ ...ask, signal: stop.signal }));
    await expect.poll(() => shown.length, { timeout: 20_000 }).toBeGreaterThan(3);
    stop.abort(new Error('cancelled by its owner'));
    expect((await failed).message).toBe('cancelled by its owner');
    await expect.poll(() => server.calls[0]?.isGivenUp).toBe(true);
    expect(server.calls).toHaveLength(1);
    expect(waits).toEqual([]);
    expect(usages).toMatchObject([{ calls: 1, is_estimated: true }]);
    expect(usages[0]?.output_tokens).toBeGreaterThan(2);
    expect(usages[0]?.output_tokens).toBeLessThan(1_000);
  });

  it('closes it before the answer has begun', async () => {
    server.always(() => () => {});
    const { model, ask, usages } = modelAt(server);
    const stop = new AbortController();
    const failed = failureOf(model.write({ ...ask, signal: stop.signal }));
    await expect.poll(() => server.calls.length).toBe(1);
    stop.abort(new Error('cancelled'));
    expect((await failed).message).toBe('cancelled');
    await expect.poll(() => server.calls[0]?.isGivenUp).toBe(true);
    // The endpoint may have read the question by then: it counts as read.
    expect(usages).toMatchObject([{ calls: 1, output_tokens: 0, is_estimated: true }]);
    expect(usages[0]?.input_tokens).toBeGreaterThan(8);
  });

  it('closes it while the answer is silent', async () => {
    server.always(() => ({ text: ['Half ', 'of it'], after: 'silence' }));
    const { model, ask, shown } = modelAt(server);
    const stop = new AbortController();
    const failed = failureOf(model.write({ ...ask, signal: stop.signal }));
    await expect.poll(() => shown).toContain('Half of it');
    stop.abort(new Error('cancelled'));
    expect((await failed).message).toBe('cancelled');
    await expect.poll(() => server.calls[0]?.isGivenUp).toBe(true);
  });

  it('is not needed where a fault is told in the stream and the line stays open', async () => {
    server.always(() => (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: {"error":{"message":"crashed"}}\n\n');
    });
    const { model, ask, usages } = modelAt(server);
    expect((await failureOf(model.write(ask))).code).toBe('model_failed');
    await expect.poll(() => server.calls.map(({ isGivenUp }) => isGivenUp)).toEqual([true, true, true]);
    // Far from the ten seconds after which a silent line is given up.
    expect(Math.max(...usages.map(({ seconds }) => seconds))).toBeLessThan(5);
  });

  it('before the call makes none', async () => {
    const { model, ask, usages } = modelAt(server);
    const failed = failureOf(model.write({ ...ask, signal: AbortSignal.abort(new Error('too late')) }));
    expect((await failed).message).toBe('too late');
    expect(server.calls).toHaveLength(0);
    expect(usages).toEqual([]);
  });

  it('between two tries makes no other', async () => {
    server.always(() => ({ status: 500 }));
    const stop = new AbortController();
    const { model, ask } = modelAt(server);
    const onUsage = () => stop.abort(new Error('cancelled'));
    expect((await failureOf(model.write({ ...ask, signal: stop.signal, onUsage }))).message).toBe('cancelled');
    expect(server.calls).toHaveLength(1);
  });
});

describe('the key', () => {
  const KEY = 'k-live-0123456789abcdef';
  const replies: readonly Reply[] = [
    { status: 400, body: { error: { message: `bad header Authorization: Bearer ${KEY}, or ${KEY}` } } },
    { status: 500, body: `upstream refused ${KEY}` },
    { status: 404, body: { error: `no route for ${KEY}` } },
    { text: 'half', after: 'break' },
  ];

  it('is in no error and in no line of the log, whatever the endpoint says', async () => {
    const guarded = await serveModel({ key: 'another' });
    const texts: string[] = [];
    const fail = async (at: ModelServer) => {
      const { model, ask, lines } = modelAt(at, { apiKey: KEY });
      const error = await failureOf(model.write(ask));
      texts.push(JSON.stringify(lines), error.message, String(error.stack), JSON.stringify(error), String(error.cause));
    };
    await fail(guarded);
    for (const reply of replies) {
      server.always(() => reply);
      await fail(server);
    }
    await guarded.close();
    await fail(guarded);
    expect(texts).toHaveLength(30);
    expect(texts.join('\n')).toContain('model_key_refused');
    expect(texts.filter((text) => text.includes(KEY.slice(0, 12)))).toEqual([]);
  });
});
