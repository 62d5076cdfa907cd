import type { AppError } from '../../functions/src/core/errors.ts';
import { systemClock } from '../../functions/src/edge/clock.ts';
import { createModel, type Model } from '../../functions/src/edge/model.ts';
import type { ModelConfig } from '../../functions/src/edge/modelConfig.ts';
import type { ModelUsage } from '../../functions/src/schema/usage.ts';
import { keptLog, type LogLine } from './keptLog.ts';
import type { ModelServer } from './modelServer.ts';

/** A model whose waits pass at once and are kept, and whose chance is the middle. */
export interface AskedModel {
  readonly model: Model;
  /** How long it would have slept, in order. */
  readonly waits: readonly number[];
  readonly lines: readonly LogLine[];
  readonly usages: readonly ModelUsage[];
  /** Each text that was shown, in order. */
  readonly shown: readonly string[];
  /** What is the same in most questions. */
  readonly ask: {
    readonly system: string;
    readonly prompt: string;
    readonly maxOutputTokens: number;
    readonly signal: AbortSignal;
    onUsage(usage: ModelUsage): void;
    onText(soFar: string): void;
  };
}

/** A model at `server`, configured as tests need it: it gives up after fractions of a second. */
export function modelAt({ baseUrl }: Pick<ModelServer, 'baseUrl'>, changes: Partial<ModelConfig> = {}): AskedModel {
  const config: ModelConfig = {
    ...{ baseUrl, apiKey: null, model: 'first', fallbackModel: null, prices: new Map() },
    ...{ maxOutputTokens: null, reasoningEffort: null },
    ...{ contextTokens: 8_000, maxCalls: 4, stallMs: 10_000, callMs: 20_000, ...changes },
  };
  const { log, lines } = keptLog();
  const waits: number[] = [];
  const usages: ModelUsage[] = [];
  const shown: string[] = [];
  const sleep = (durationMs: number) => {
    waits.push(durationMs);
    return Promise.resolve();
  };
  const model = createModel(config, { clock: systemClock, random: (below) => Math.floor(below / 2), log, sleep });
  const ask = {
    ...{ system: 'Be short.', prompt: 'Say it.', maxOutputTokens: 50, signal: new AbortController().signal },
    onUsage: (usage: ModelUsage) => void usages.push(usage),
    onText: (soFar: string) => void shown.push(soFar),
  };
  return { model, waits, lines, usages, shown, ask };
}

/** What `work` fails with. */
export async function failureOf(work: Promise<unknown>): Promise<AppError> {
  return await work.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: AppError) => error,
  );
}
