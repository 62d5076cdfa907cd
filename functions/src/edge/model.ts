import type * as z from 'zod';
import { AppError } from '../core/errors.ts';
import type { ModelUsage } from '../schema/usage.ts';
import { type Answered, type AskModel, createAskModel, type Means, type NextCall } from './model/askModel.ts';
import type { Spent } from './model/call.ts';
import { jsonSchemaOf, type Message } from './model/dialect.ts';
import { foreseenTooLong, isCutEarly, outOfTokens } from './model/failures.ts';
import { askForJson, askForRepair, readJson } from './model/jsonAnswer.ts';
import { tidyText } from './model/tidy.ts';
import { estimateInput } from './model/tokens.ts';
import type { ModelConfig } from './modelConfig.ts';

export type { NextCall } from './model/askModel.ts';

interface Ask {
  readonly system: string;
  readonly prompt: string;
  /** What the model may say; what it thinks counts too. */
  readonly maxOutputTokens: number;
  readonly signal: AbortSignal;
  /**
   * Asked before each call, as the first and when it is tried again: may wait, or throw, to keep to a budget. Then no call
   * is made, and that is what the question fails with.
   */
  onCall?(call: NextCall): Promise<void>;
  /**
   * What a call has taken, once for each: also one that failed or was aborted, for it was paid for. What it throws is what
   * the question fails with.
   */
  onUsage(usage: ModelUsage): void;
}

interface WriteAsk extends Ask {
  /** The text so far, as often as it grows. A try that failed is taken back: then the text is empty, and begins anew. */
  onText?(soFar: string): void;
}

interface FillAsk<T> extends Ask {
  readonly schema: z.ZodType<T>;
  /** Letters, digits and underscores, such as `outline`: what the endpoint and a failure call the value. */
  readonly name: string;
}

/**
 * A language model. Both ways of asking throw an `AppError` with a code that begins with `model_`, and the signal's reason
 * on abort, after the connection was closed.
 */
export interface Model {
  /** The model that is asked first, as its endpoint names it. */
  readonly name: string;
  /** What it can take in and give out together; see `estimateTokens`. */
  readonly contextTokens: number;
  /** What the operator allows each answer at least; null for what the question usually allows. */
  readonly maxOutputTokens: number | null;
  /** A text. `model` is who wrote it: the fallback, where the first one could not. `isCut`: it came to its last token. */
  write(ask: WriteAsk): Promise<{ readonly text: string; readonly model: string; readonly isCut: boolean }>;
  /** A value by `schema`; an answer that does not fit is sent back once, with what is wrong. */
  fill<T>(ask: FillAsk<T>): Promise<{ readonly value: T; readonly model: string }>;
  /** USD, by the price table; null where it does not name the model. */
  costOf(model: string, tokens: { readonly input: number; readonly output: number }): number | null;
}

/**
 * The model that the operator has set. One for each process: it holds the connections, the limit of calls at once, and
 * what the endpoint was found to take. Nothing is loaded and nothing opened before the first call.
 */
export function createModel(config: ModelConfig, means: Means): Model {
  const costOf: Model['costOf'] = (model, { input, output }) => {
    const price = config.prices.get(model);
    return price === undefined ? null : (input * price.input + output * price.output) / 1_000_000;
  };
  const askModel = createAskModel(config, means);
  const put = (ask: Ask, messages: readonly Message[], rest: Pick<Parameters<AskModel>[0], 'form' | 'onText'>) => {
    const { maxOutputTokens, signal } = ask;
    const onCall = async (call: NextCall) => await ask.onCall?.(call);
    checkFits(config, messages, maxOutputTokens);
    const onSpent = (spent: Spent) => ask.onUsage(usageOf(spent, costOf));
    return askModel({ messages, maxOutputTokens, signal, onCall, onSpent, ...rest });
  };
  return {
    name: config.model,
    contextTokens: config.contextTokens,
    maxOutputTokens: config.maxOutputTokens,
    costOf,
    write: async (ask) => {
      const onText = (soFar: string) => ask.onText?.(soFar);
      const { text, model, isCut } = await put(ask, messagesOf(ask, ask.prompt), { form: null, onText });
      return { text: tidyText(text, true), model, isCut };
    },
    fill: async ({ schema, name, ...ask }) => {
      const form = { name, schema: jsonSchemaOf(schema) };
      const messages = messagesOf(ask, askForJson(ask.prompt, form));
      const rest = { form, onText: () => {} };
      const tokensOf = ({ outputTokens }: Answered) => ({ had: outputTokens, most: ask.maxOutputTokens });
      const first = await put(ask, messages, rest);
      const read = readJson(schema, first.text, first.isCut);
      if (read.isOk) return { value: read.value, model: first.model };
      // Asked again it would come to the same end, and sooner, for its answer is then in the question.
      if (first.isCut && isCutEarly(tokensOf(first))) throw outOfTokens(first.model, tokensOf(first), 'whole').error;
      const second = await put(ask, [...messages, ...askForRepair(first.text, read.problem)], rest);
      const mended = readJson(schema, second.text, second.isCut);
      if (mended.isOk) return { value: mended.value, model: second.model };
      if (second.isCut) throw outOfTokens(second.model, tokensOf(second), 'whole').error;
      const message = `The model "${second.model}" gave no valid ${name}, not when asked again either: ${mended.problem}.`;
      throw new AppError('model_answer_invalid', message);
    },
  };
}

function messagesOf({ system }: Ask, prompt: string): readonly Message[] {
  return [
    { role: 'system', content: system },
    { role: 'user', content: prompt },
  ];
}

/** Said before it is sent: some servers cut a prompt that is too long without a word, its beginning first. */
function checkFits(config: ModelConfig, messages: readonly Message[], maxOutputTokens: number): void {
  const needed = estimateInput(messages) + maxOutputTokens;
  if (needed <= config.contextTokens) return;
  throw foreseenTooLong(config.model, needed, config.contextTokens);
}

function usageOf(spent: Spent, costOf: Model['costOf']): ModelUsage {
  const { model, inputTokens, outputTokens, seconds, isEstimated } = spent;
  return {
    calls: 1,
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    seconds,
    cost_usd: costOf(model, { input: inputTokens, output: outputTokens }) ?? 0,
    is_estimated: isEstimated,
  };
}
