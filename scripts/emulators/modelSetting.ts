import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import * as z from 'zod';
import { fieldProblems, fieldWords } from '../../functions/src/core/fieldProblems.ts';
import { type ModelConfig, modelConfigOf, modelSettings } from '../../functions/src/edge/modelConfig.ts';
import { Problem } from '../problem.ts';

const GUIDE = 'web/guide/model.md says more.';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The language model that the suite will have, or null. Asked before anything is built or started: half a setting would
 * else be found by the functions, minutes later and among the emulators' own complaints. Throws a `Problem` that names the
 * setting.
 */
export async function modelOfSuite(
  env: Env,
  { functions, projectId }: Readonly<Record<'functions' | 'projectId', string>>,
) {
  // As the emulator reads them, each over the one before it, and all over the shell's.
  const files = ['.env', `.env.${projectId}`, '.env.local'].map((name) => join(functions, name));
  const set = await Promise.all(files.map(settingsIn));
  return modelOf(Object.assign({ ...env }, ...set));
}

/** The model that `env` sets, by the rules that the functions go by. */
export function modelOf(env: Env): ModelConfig | null {
  const read = z.object(modelSettings).safeParse(env, { error: fieldWords });
  if (!read.success) {
    const [first] = fieldProblems(read.error);
    throw new Problem(`${first?.field ?? 'LLM_*'} ${first?.message ?? 'is wrong'}. ${GUIDE}`);
  }
  try {
    return modelConfigOf(read.data);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const sentence = error.message.charAt(0).toUpperCase() + error.message.slice(1);
    throw new Problem(`${sentence}. ${GUIDE}`);
  }
}

/** What is said of it at the start. The key is not part of that. */
export function modelLine(config: ModelConfig | null): string {
  if (config === null) {
    return 'Model: none, so reports quote. To have one written: LLM_BASE_URL and LLM_MODEL, see web/guide/model.md';
  }
  return `Model: ${config.model} at ${new URL(config.baseUrl).host}`;
}

async function settingsIn(path: string): Promise<Env> {
  try {
    return parseEnv(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
