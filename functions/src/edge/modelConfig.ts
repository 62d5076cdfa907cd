import * as z from 'zod';
import { isPublicAddress, withoutBrackets } from './addresses.ts';

/** USD for a million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

/** The language model that the operator has chosen, and how long it may take. */
export interface ModelConfig {
  /** Without a slash at its end, such as `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  /** Null for a server that asks for none, as local ones do. Never log it, and never put it into an error. */
  readonly apiKey: string | null;
  readonly model: string;
  /** Asked when the first one is busy, fails or says nothing. */
  readonly fallbackModel: string | null;
  readonly prices: ReadonlyMap<string, Price>;
  /** What the model can take in and give out together. */
  readonly contextTokens: number;
  /** Each answer may have so many tokens at least, what is thought for it included; null for what each question usually allows. */
  readonly maxOutputTokens: number | null;
  /** How much a model that thinks is told to think; null for its own usual. */
  readonly reasoningEffort: (typeof EFFORTS)[number] | null;
  /** Calls at once in one process. */
  readonly maxCalls: number;
  /** A call in which no byte arrives for so long is given up. */
  readonly stallMs: number;
  /** One that takes longer as a whole is given up too. */
  readonly callMs: number;
}

/** As the protocol words them; which of them a model knows, its endpoint says when it refuses one. */
const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high'] as const;

/** An answer may take a third of the context at most: the sources and the question need the rest. */
const ANSWER_SHARE = 3;

/** Hosts that lie in the operator's own network by their name: RFC 6762, RFC 8375, and what routers and ICANN reserve. */
const PRIVATE_NAMES = /(^|\.)(localhost|local|internal|lan|home\.arpa)$/;

const price = z.strictObject({ input: z.number().min(0), output: z.number().min(0) });

/** An unset variable of a `.env` file is often an empty one. */
const unset = (value: unknown) => (value === '' ? undefined : value);
const text = z.preprocess(unset, z.string().trim().min(1).optional());
const whole = (least: number, most: number, usual: number) =>
  z.preprocess(unset, z.coerce.number().int().min(least).max(most).default(usual));

/** The environment variables that set the model. */
export const modelSettings = {
  /** Where an OpenAI-compatible API stands, up to and without `/chat/completions`. */
  LLM_BASE_URL: z.preprocess(unset, z.string().trim().transform(baseUrl).optional()),
  LLM_API_KEY: text,
  LLM_MODEL: text,
  LLM_FALLBACK_MODEL: text,
  /** USD for a million tokens: `{"gpt-5-mini":{"input":0.25,"output":2}}`. */
  LLM_PRICES: z.preprocess(unset, z.string().transform(priceTable).optional()),
  LLM_CONTEXT_TOKENS: whole(1_000, 10_000_000, 32_000),
  LLM_MAX_OUTPUT_TOKENS: z.preprocess(unset, z.coerce.number().int().min(500).max(1_000_000).optional()),
  LLM_REASONING_EFFORT: z.preprocess(unset, z.enum(EFFORTS).optional()),
  LLM_MAX_CALLS: whole(1, 100, 4),
  LLM_STALL_SECONDS: whole(1, 600, 30),
  LLM_CALL_SECONDS: whole(1, 1_500, 300),
};

type ModelSettings = z.infer<z.ZodObject<typeof modelSettings>>;

/**
 * The model that `values` set, or null. Throws where only half of it is set: a mission would find that out after its
 * pages were read, and its owner could do nothing about it.
 */
export function modelConfigOf(values: ModelSettings): ModelConfig | null {
  const { LLM_BASE_URL: url, LLM_MODEL: model, LLM_API_KEY: key, LLM_FALLBACK_MODEL: other } = values;
  if (url === undefined || model === undefined) {
    const parts = { LLM_BASE_URL: url, LLM_MODEL: model, LLM_API_KEY: key, LLM_FALLBACK_MODEL: other };
    const isSet = Object.entries({ ...parts, LLM_PRICES: values.LLM_PRICES }).find(([, value]) => value !== undefined);
    if (isSet === undefined) return null;
    const missing = Object.entries({ LLM_BASE_URL: url, LLM_MODEL: model }).filter(([, value]) => value === undefined);
    const names = missing.map(([name]) => name).join(' and ');
    throw new Error(
      `a language model is half set: ${isSet[0]} is there, ${names} missing. Set ${names}, or unset all LLM_*`,
    );
  }
  const { LLM_CONTEXT_TOKENS: contextTokens, LLM_MAX_OUTPUT_TOKENS: maxOutputTokens = null } = values;
  if (maxOutputTokens !== null && maxOutputTokens > mostAnswerTokens(contextTokens)) {
    const most = `LLM_MAX_OUTPUT_TOKENS must be at most a third of LLM_CONTEXT_TOKENS (${contextTokens})`;
    throw new Error(
      `${most}, ${mostAnswerTokens(contextTokens)}: lower it, or raise LLM_CONTEXT_TOKENS if the model has more`,
    );
  }
  return {
    baseUrl: url,
    apiKey: key ?? null,
    model,
    fallbackModel: other ?? null,
    prices: values.LLM_PRICES ?? new Map(),
    contextTokens,
    maxOutputTokens,
    reasoningEffort: values.LLM_REASONING_EFFORT ?? null,
    maxCalls: values.LLM_MAX_CALLS,
    stallMs: values.LLM_STALL_SECONDS * 1000,
    callMs: values.LLM_CALL_SECONDS * 1000,
  };
}

/** The most that an answer of a model with this context may have. */
export function mostAnswerTokens(contextTokens: number): number {
  return Math.floor(contextTokens / ANSWER_SHARE);
}

/** Whether the key of this model is to be had from Secret Manager: a public endpoint without a key there is none. */
export function needsStoredKey(config: ModelConfig): boolean {
  return config.apiKey === null && !isPrivateHost(new URL(config.baseUrl).hostname);
}

/**
 * Plain HTTP is for one's own machine and network alone, where local model servers stand: over the internet anybody on
 * the way could read the key, the pages and the report. Judged by the name, once, since the operator has chosen it; an
 * address from a page is another matter, see guardedFetch.ts.
 */
function baseUrl(given: string, context: z.RefinementCtx): string {
  const url = URL.parse(given);
  const problem = url === null ? 'must be an address such as https://api.openai.com/v1' : problemWith(url);
  if (url !== null && problem === null) return url.href.replace(/\/+$/, '');
  context.addIssue({ code: 'custom', message: problem ?? '' });
  return z.NEVER;
}

function problemWith(url: URL): string | null {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https:// or http://';
  if (url.username !== '' || url.password !== '') return 'must hold no password: set LLM_API_KEY';
  if (url.search !== '' || url.hash !== '') return 'must end with its path: no "?" and no "#"';
  if (/\/chat\/completions\/?$/.test(url.pathname)) return 'must end before /chat/completions, which is added to it';
  if (url.protocol === 'http:' && !isPrivateHost(url.hostname)) {
    return 'must be https: plain http is taken for this machine and private networks alone, since it shows the key';
  }
  return null;
}

function isPrivateHost(hostname: string): boolean {
  const host = withoutBrackets(hostname.toLowerCase());
  const isAddress = host.includes(':') || /^[\d.]+$/.test(host);
  if (isAddress) return !isPublicAddress(host);
  // A name without a dot is a neighbour: another container, another machine of the same network.
  return !host.includes('.') || PRIVATE_NAMES.test(host);
}

function priceTable(given: string, context: z.RefinementCtx): ReadonlyMap<string, Price> {
  const table = z.record(z.string(), price).safeParse(jsonOf(given));
  if (table.success) return new Map(Object.entries(table.data));
  const message =
    'must be JSON: each model with USD for a million tokens, such as {"gpt-5-mini":{"input":0.25,"output":2}}';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

function jsonOf(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    // Not JSON is not a price table either: the reader is told what it must be.
    return null;
  }
}
