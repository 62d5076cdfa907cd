import { type AppError, type ErrorCode } from '../../core/errors.ts';
import { backoffBefore, type RetryPolicy } from '../../core/retry.ts';
import type { Random } from '../chance.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { ModelConfig } from '../modelConfig.ts';
import { createTurns, type Turns } from '../turns.ts';
import { type CallEnd, callModel, type Spent } from './call.ts';
import { type Dialect, FULL_DIALECT, humbler, type JsonForm, type Message } from './dialect.ts';
import { empty, type Failure, outOfTokens } from './failures.ts';
import { tidyText } from './tidy.ts';
import { estimateInput } from './tokens.ts';
import { type Line, openAgent } from './wire.ts';

/** Three calls to a model, one and two seconds apart: what lasts longer is for the step's own tries, which a crash survives. */
const RETRY: RetryPolicy = { attempts: 3, backoffMs: 1_000, factor: 2, maxBackoffMs: 10_000 };

/** An endpoint that wants more time than this is not waited for: a runner that sleeps is paid for. */
const LONGEST_WAIT_MS = 20_000;

/** So that calls which were refused together do not come back together. */
const SPREAD_MS = 500;

/** Chance comes in whole numbers; so many of them make a share. */
const CHANCES = 1_000_000;

/** What a refusal may be for that it does not like the options and not the question. */
const MAY_BE_DIALECT: readonly ErrorCode[] = ['model_request_refused', 'model_unknown', 'model_failed'];

/** What asking needs of the world. Tests set time and chance. */
export interface Means {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Pick<Log, 'info' | 'warn'>;
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
}

/** A call that is about to be made, and the most that it may take; what is sent is estimated. */
export interface NextCall {
  readonly model: string;
  readonly inputTokens: number;
  readonly maxOutputTokens: number;
}

/** What is asked, of whichever model answers. */
export interface Question {
  readonly messages: readonly Message[];
  readonly maxOutputTokens: number;
  readonly form: JsonForm | null;
  readonly signal: AbortSignal;
  /** The whole text so far, tidied; empty when the answer begins anew. */
  onText(soFar: string): void;
  onCall(call: NextCall): Promise<void>;
  onSpent(spent: Spent): void;
}

/** Who answered, and what, as it came. */
export interface Answered {
  readonly model: string;
  readonly text: string;
  readonly isCut: boolean;
  /** What it had of its tokens, thought included; estimated where the endpoint does not say. */
  readonly outputTokens: number;
}

type Outcome =
  | (Extract<CallEnd, { readonly kind: 'answered' }> & { readonly outputTokens: number })
  | Extract<CallEnd, { readonly kind: 'failed' }>;

/**
 * Asks until there is an answer, or nothing is left to try: the configured model up to three times, then the fallback as
 * often, where another model can mend it. Throws the last failure, or the signal's reason on abort.
 */
export type AskModel = (question: Question) => Promise<Answered>;

/** The one door to the endpoint of `config`: it holds the connections, the turns, and what each model was found to take. */
export function createAskModel(config: ModelConfig, means: Means): AskModel {
  const line: Line = { config, agent: openAgent(config), clock: means.clock };
  const endpoint: Endpoint = { line, means, turns: createTurns(config.maxCalls), dialects: new Map() };
  const models = [config.model, ...(config.fallbackModel === null ? [] : [config.fallbackModel])];
  return async (question) => {
    let error: AppError | null = null;
    for (const model of models) {
      const end = await persist(endpoint, model, question);
      if (end.kind === 'answered') {
        const { text, isCut, outputTokens } = end;
        return { model, text, isCut, outputTokens };
      }
      error = end.failure.error;
      if (!end.failure.canFallBack) break;
    }
    throw error ?? new Error('there is no model to ask');
  };
}

interface Endpoint {
  readonly line: Line;
  readonly means: Means;
  readonly turns: Turns;
  /** By model, since a gateway has many behind it. In memory: after a restart the first call finds it out again. */
  readonly dialects: Map<string, Dialect>;
}

async function persist(endpoint: Endpoint, model: string, question: Question): Promise<Outcome> {
  const { means } = endpoint;
  for (let tries = 1; ; tries += 1) {
    const end = await inDialect(endpoint, model, question);
    if (end.kind === 'answered') return end;
    const waitMs = waitAfter(end.failure, tries, means.random);
    const { error, refusal } = end.failure;
    const told = { model, code: error.code, tries, wait_ms: waitMs, status: refusal?.status, words: refusal?.words };
    means.log.warn(told, 'call of the model failed');
    if (waitMs === null) return end;
    await means.sleep(waitMs, question.signal);
    question.signal.throwIfAborted();
  }
}

/** How long to wait before the next try; null for not at all. */
function waitAfter({ canRepeat, error }: Failure, tries: number, random: Random): number | null {
  if (!canRepeat || tries >= RETRY.attempts) return null;
  if (error.retryAfterMs === null) return backoffBefore(RETRY, tries + 1, random(CHANCES) / CHANCES);
  return error.retryAfterMs > LONGEST_WAIT_MS ? null : error.retryAfterMs + random(SPREAD_MS);
}

/** One call, and as many more as it takes to find out which options the endpoint knows. Those it refuses are free. */
async function inDialect(endpoint: Endpoint, model: string, question: Question): Promise<Outcome> {
  const { dialects, means } = endpoint;
  for (;;) {
    const dialect = dialects.get(model) ?? FULL_DIALECT;
    const end = await once(endpoint, model, dialect, question);
    if (end.kind === 'answered') return end;
    const { error, refusal } = end.failure;
    const isWorthIt = refusal !== null && MAY_BE_DIALECT.includes(error.code);
    const next = isWorthIt ? humbler(dialect, refusal, question.form) : null;
    if (next === null) return end;
    dialects.set(model, next);
    means.log.info({ model, ...next, status: refusal?.status, words: refusal?.words }, 'model takes less');
  }
}

async function once(endpoint: Endpoint, model: string, dialect: Dialect, question: Question): Promise<Outcome> {
  const { messages, maxOutputTokens, form, signal } = question;
  let shown = '';
  const show = (text: string) => {
    if (text !== shown) question.onText(text);
    shown = text;
  };
  const call = { model, messages, maxOutputTokens, form, signal, dialect };
  const { end, spent } = await inTurn(endpoint.turns, signal, async () => {
    await question.onCall({ model, inputTokens: estimateInput(messages), maxOutputTokens });
    return await callModel(endpoint.line, { ...call, onText: (soFar) => show(tidyText(soFar, false)) });
  });
  question.onSpent(spent);
  if (end.kind === 'aborted') throw signal.reason;
  const { outputTokens } = spent;
  if (end.kind === 'answered' && tidyText(end.text, true) !== '') return { ...end, outputTokens };
  // What comes next does not go on from here: the reader is told before it begins.
  show('');
  if (end.kind === 'failed') return end;
  const tokens = { had: outputTokens, most: maxOutputTokens };
  return { kind: 'failed', failure: end.isCut ? outOfTokens(model, tokens, 'said') : empty(model) };
}

/** Runs `work` when its turn comes; whoever is aborted before that leaves the line at once. */
function inTurn<T>(turns: Turns, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave, { once: true });
    turns(async () => {
      signal.removeEventListener('abort', leave);
      if (!signal.aborted) resolve(await work());
    }).catch(reject);
  });
}
