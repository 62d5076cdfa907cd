import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelLine, modelOf, modelOfSuite } from '../../../scripts/emulators/modelSetting.ts';
import { inRepo } from '../../../scripts/paths.ts';

const OLLAMA = { LLM_BASE_URL: 'http://localhost:11434/v1', LLM_MODEL: 'qwen3:8b' };

describe('the model that a start will have', () => {
  it('is said with its name and host, and never with the key', () => {
    expect(modelLine(modelOf({ ...OLLAMA, LLM_API_KEY: 'k-secret' }))).toBe('Model: qwen3:8b at localhost:11434');
  });

  it('is none where nothing is set: then it is said what to set', () => {
    expect(modelLine(modelOf({ HOME: '/home/me', LLM_MODEL: '' }))).toMatch(/^Model: none.*LLM_BASE_URL and LLM_MODEL/);
  });

  it.each([
    [
      { LLM_BASE_URL: OLLAMA.LLM_BASE_URL },
      /^A language model is half set: LLM_BASE_URL is there, LLM_MODEL missing\. /,
    ],
    [{ ...OLLAMA, LLM_BASE_URL: 'localhost:11434/v1' }, /^LLM_BASE_URL must begin with https:\/\/ or http:\/\/\. /],
    [{ ...OLLAMA, LLM_BASE_URL: '/v1' }, /^LLM_BASE_URL must be an address such as /],
    [{ ...OLLAMA, LLM_BASE_URL: 'http://api.openai.com/v1' }, /^LLM_BASE_URL must be https: /],
    [{ ...OLLAMA, LLM_CONTEXT_TOKENS: '16k' }, /^LLM_CONTEXT_TOKENS must be a number\. /],
    [{ ...OLLAMA, LLM_CALL_SECONDS: '9000' }, /^LLM_CALL_SECONDS must be at most 1500\. /],
    [{ ...OLLAMA, LLM_REASONING_EFFORT: 'little' }, /^LLM_REASONING_EFFORT must be /],
    [{ ...OLLAMA, LLM_PRICES: 'free' }, /^LLM_PRICES must be JSON: /],
    [{ ...OLLAMA, LLM_MAX_OUTPUT_TOKENS: '20000' }, /^LLM_MAX_OUTPUT_TOKENS must be at most a third of /],
  ])('is not started with %j: a sentence names the setting', (env, sentence) => {
    expect(() => modelOf(env)).toThrow(sentence);
  });

  describe('with files of settings', () => {
    let functions = '';
    beforeEach(async () => {
      functions = await mkdtemp(join(tmpdir(), 'settings-'));
    });
    afterEach(() => rm(functions, { recursive: true }));

    it('is that of the files, the later over the earlier, and all over the shell', async () => {
      await writeFile(join(functions, '.env'), 'LLM_MODEL=first\nLLM_MAX_CALLS=2\n');
      await writeFile(join(functions, '.env.local'), '# mine\nLLM_MODEL="second"\n');
      const model = await modelOfSuite(OLLAMA, { functions, projectId: 'demo-x' });
      expect(model).toMatchObject({ model: 'second', maxCalls: 2, baseUrl: OLLAMA.LLM_BASE_URL });
    });
  });
});

describe('npm start', () => {
  it('ends at once, before anything is built, with the sentence alone', async () => {
    const env = { PATH: process.env.PATH, LLM_BASE_URL: OLLAMA.LLM_BASE_URL };
    const started = promisify(execFile)(process.execPath, [inRepo('scripts/start.ts')], { env, timeout: 20_000 });
    const { code, stdout, stderr } = await started.then(
      () => ({ code: 0, stdout: '', stderr: '' }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trim()).toBe(
      'A language model is half set: LLM_BASE_URL is there, LLM_MODEL missing. Set LLM_MODEL, or unset all LLM_*. web/guide/model.md says more.',
    );
  });
});
