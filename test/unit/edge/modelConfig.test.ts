import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../functions/src/edge/config.ts';

const read = (settings: Record<string, string>) => readConfig({ GCLOUD_PROJECT: 'prod', ...settings });
const OPENAI = { LLM_BASE_URL: 'https://api.openai.com/v1/', LLM_MODEL: 'gpt-5-mini' };

describe('the language model', () => {
  it('is none where nothing is set, or nothing but empty settings', () => {
    expect(read({}).llm).toBeNull();
    expect(
      read({ LLM_BASE_URL: '', LLM_API_KEY: '', LLM_MODEL: '', LLM_PRICES: '', LLM_MAX_CALLS: '' }).llm,
    ).toBeNull();
    expect(read({ LLM_STALL_SECONDS: '60' })).toMatchObject({ llm: null, secrets: [] });
  });

  it('needs an address and a name, and has the usual limits', () => {
    expect(read(OPENAI).llm).toEqual({
      ...{ baseUrl: 'https://api.openai.com/v1', model: 'gpt-5-mini', apiKey: null, fallbackModel: null },
      ...{ maxOutputTokens: null, reasoningEffort: null },
      ...{ prices: new Map(), contextTokens: 32_000, maxCalls: 4, stallMs: 30_000, callMs: 300_000 },
    });
  });

  it('takes all there is to set', () => {
    const prices = '{"gpt-5-mini":{"input":0.25,"output":2}}';
    const more = { LLM_API_KEY: 'k', LLM_FALLBACK_MODEL: 'gpt-5', LLM_PRICES: prices, LLM_CONTEXT_TOKENS: '128000' };
    const limits = { LLM_MAX_CALLS: '2', LLM_STALL_SECONDS: '120', LLM_CALL_SECONDS: '900' };
    const thinking = { LLM_MAX_OUTPUT_TOKENS: '16000', LLM_REASONING_EFFORT: 'low' };
    expect(read({ ...OPENAI, ...more, ...limits, ...thinking }).llm).toMatchObject({
      ...{ maxOutputTokens: 16_000, reasoningEffort: 'low' },
      ...{ apiKey: 'k', fallbackModel: 'gpt-5', prices: new Map([['gpt-5-mini', { input: 0.25, output: 2 }]]) },
      ...{ contextTokens: 128_000, maxCalls: 2, stallMs: 120_000, callMs: 900_000 },
    });
  });

  it.each([
    [{ LLM_BASE_URL: OPENAI.LLM_BASE_URL }, 'LLM_BASE_URL is there, LLM_MODEL missing'],
    [{ LLM_MODEL: 'm' }, 'LLM_MODEL is there, LLM_BASE_URL missing'],
    [{ LLM_API_KEY: 'k' }, 'LLM_API_KEY is there, LLM_BASE_URL and LLM_MODEL missing'],
    [{ LLM_FALLBACK_MODEL: 'm' }, 'LLM_FALLBACK_MODEL is there, LLM_BASE_URL and LLM_MODEL missing'],
    [{ LLM_PRICES: '{}' }, 'LLM_PRICES is there, LLM_BASE_URL and LLM_MODEL missing'],
  ])('is not half set: %j', (settings, problem) => expect(() => read(settings)).toThrow(problem));

  it.each([
    [
      { LLM_MAX_OUTPUT_TOKENS: '11000' },
      'LLM_MAX_OUTPUT_TOKENS must be at most a third of LLM_CONTEXT_TOKENS (32000), 10666',
    ],
    [{ LLM_MAX_OUTPUT_TOKENS: '100' }, 'LLM_MAX_OUTPUT_TOKENS'],
    [{ LLM_REASONING_EFFORT: 'little' }, 'LLM_REASONING_EFFORT'],
  ])('does not take %j', (settings, problem) => expect(() => read({ ...OPENAI, ...settings })).toThrow(problem));

  it('is not half set, and the error does not tell the key', () => {
    expect(() => read({ LLM_API_KEY: 'k-secret' })).toThrow(/^(?![^]*k-secret)/);
  });

  it.each([
    ['no address', 'api.openai.com', 'must be an address'],
    ['another scheme', 'ftp://x.test/v1', 'must begin with https'],
    ['a password', 'https://me:k-secret@x.test/v1', 'must hold no password'],
    ['a query', 'https://x.test/v1?api-version=1', 'must end with its path'],
    ['the whole path', 'https://x.test/v1/chat/completions', 'must end before'],
    ['plain http to a name', 'http://api.openai.com/v1', 'must be https'],
    ['plain http to an address', 'http://93.184.216.34/v1', 'must be https'],
    ['plain http to an address of IPv6', 'http://[2606:4700::1111]/v1', 'must be https'],
    ['plain http to a name that only begins like a private one', 'http://localhost.evil.test/v1', 'must be https'],
  ])('is refused with %s', (_, url, problem) => {
    expect(() => read({ ...OPENAI, LLM_BASE_URL: url })).toThrow(problem);
  });

  it.each([
    'http://localhost:11434/v1',
    'http://127.0.0.1:8080/v1',
    'http://[::1]:8080/v1',
    'http://192.168.1.20:8000/v1',
    'http://10.0.0.3/v1',
    'http://ollama:11434/v1',
    'http://gpu.local/v1',
    'http://gpu.europe.internal/v1',
  ])('may be reached without TLS at %s, and needs no key there', (url) => {
    expect(read({ ...OPENAI, LLM_BASE_URL: url })).toMatchObject({ llm: { baseUrl: url }, secrets: [] });
  });

  it.each(['free', '[]', '{"m":1}', '{"m":{"input":-1,"output":1}}', '{"m":{"input":1}}'])(
    'has no prices %s',
    (text) => {
      expect(() => read({ ...OPENAI, LLM_PRICES: text })).toThrow(/USD for a million tokens/);
    },
  );

  it('has its key from Secret Manager where it is public and none is set, but not on the suite', () => {
    const suite = {
      ...{ GCLOUD_PROJECT: 'demo-x', FUNCTIONS_EMULATOR: 'true', FIRESTORE_EMULATOR_HOST: '127.0.0.1:8080' },
      ...{ FIREBASE_AUTH_EMULATOR_HOST: '127.0.0.1:9099', CLOUD_TASKS_EMULATOR_HOST: '127.0.0.1:9499' },
    };
    expect(read(OPENAI).secrets).toEqual(['LLM_API_KEY']);
    expect(read({ ...OPENAI, LLM_API_KEY: 'k' }).secrets).toEqual([]);
    expect(readConfig({ ...suite, ...OPENAI }).secrets).toEqual([]);
  });
});
