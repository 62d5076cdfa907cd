import { countOf } from '../../core/counted.ts';
import { AppError, type ErrorCode } from '../../core/errors.ts';
import { type ContextTold, contextTold } from './contextTold.ts';
import type { Refusal } from './refusal.ts';

/** Why a call brought no answer, and what may be done about it without anybody being asked. */
export interface Failure {
  readonly error: AppError;
  /** Whether the same call to the same model may succeed in a moment. */
  readonly canRepeat: boolean;
  /** Whether another model of the same endpoint may answer where this one does not. */
  readonly canFallBack: boolean;
  readonly refusal: Refusal | null;
}

/** The sentences never hold the endpoint's own words, but one: these name accounts, hosts and parts of keys. */
interface Told {
  readonly code: ErrorCode;
  readonly message: string;
  readonly next?: string;
  readonly canRepeat?: boolean;
  readonly canFallBack?: boolean;
  readonly refusal?: Refusal;
}

/** Of the settings, what a failure speaks of. */
interface AskedWith {
  readonly model: string;
  readonly hasKey: boolean;
  readonly contextTokens: number;
}

/** How many tokens of an answer there were, and how many it might have. */
export interface AnswerTokens {
  readonly had: number;
  readonly most: number;
}

/** An answer that ends by its tokens with less than this share of them was ended by something else. Some are estimated. */
const FAR_LESS = 0.5;

function failure({ code, message, next, canRepeat = false, canFallBack = false, refusal }: Told): Failure {
  const wait = refusal?.retryAfterMs ?? null;
  const extra = { ...(next === undefined ? {} : { next }), ...(wait === null ? {} : { retryAfterMs: wait }) };
  return { error: new AppError(code, message, extra), canRepeat, canFallBack, refusal: refusal ?? null };
}

/** As the setting itself takes it. */
const LEAST_CONTEXT = 1_000;

const KEY_MISSING =
  'For the operator: set LLM_API_KEY to a key of this endpoint and start the service again. Then retry the mission.';
const CUT_EARLY =
  'For the operator: set LLM_CONTEXT_TOKENS to the context that the server has, or start the server with a larger one and no limit of its own for answers; then start the service again and retry the mission.';

/**
 * OpenAI, vLLM, llama.cpp, Ollama, Anthropic and Gemini, each in its own words. "Request too large" is OpenAI's 429 for
 * what is more than a whole minute's tokens: no wait helps.
 */
const TOO_LONG =
  /context_length_exceeded|exceed_context_size|(maximum|model'?s?) context length|context (length|window|size)( \S+)? exceed|exceeds? (the )?(available |maximum |model'?s )?context|prompt is too long|input is too long|token count exceeds|max_model_len|request too large|reduce the length|max_tokens must be at least 1, got -/i;
const FILTERED = /content[_ ](filter|policy|management)|content_policy_violation|responsible_?ai|moderation/i;
const NO_SUCH_MODEL =
  /model_not_found|no such model|not a valid model|model\b.{0,120}?(not found|does not exist|doesn't exist|is not available|not supported|unknown)|(unknown|invalid|unsupported) model|access to (the )?model/is;
/** A model that does not think, or not as it is told. Before the model itself, which such sentences name too. */
const NO_EFFORT = /reasoning[_ ]?effort|not support thinking/i;
const NO_MONEY = /insufficient_quota|insufficient (credit|balance|fund)|exceeded your current quota|billing/i;

/** What an answer that is none means. */
export function refused(refusal: Refusal, { model, hasKey, contextTokens }: AskedWith): Failure {
  const { status, body } = refusal;
  if (status >= 300 && status < 400) return wrongEndpoint(refusal, 'it leads elsewhere, which is not followed');
  if (status === 413 || TOO_LONG.test(body)) return tooLongFor(model, refusal, contextTokens);
  if (status < 500 && status !== 429 && FILTERED.test(body)) return filtered(model);
  if (status === 401) return keyRefused(refusal, hasKey);
  if (status === 402 || (status === 429 && NO_MONEY.test(body))) return quotaSpent(refusal);
  if (status === 429) return busy(refusal, model);
  if (status < 500 && NO_EFFORT.test(body)) return effortRefused(refusal, model);
  if (status < 500 && NO_SUCH_MODEL.test(body)) return unknownModel(refusal, model, hasKey);
  if (status === 403) return keyRefused(refusal, hasKey);
  if (status === 404 || status === 405) {
    // Some name the model and nothing else; what names neither stands at the wrong address.
    return body.includes(model) ? unknownModel(refusal, model, hasKey) : wrongEndpoint(refusal, `it answers ${status}`);
  }
  if (status >= 500 || status === 408 || status === 409 || status === 425)
    return failing(`it answered ${status}`, refusal);
  return failure({
    code: 'model_request_refused',
    message: `The language model's endpoint refused the request (${status}): ${refusal.words || 'it does not say why'}.`,
    refusal,
  });
}

function keyRefused(refusal: Refusal, hasKey: boolean): Failure {
  const message = hasKey
    ? `The language model's endpoint refused the key (${refusal.status}).`
    : `The language model's endpoint asks for a key (${refusal.status}), and none is set.`;
  return failure({ code: 'model_key_refused', message, ...(hasKey ? {} : { next: KEY_MISSING }), refusal });
}

function effortRefused(refusal: Refusal, model: string): Failure {
  const message = `The model "${model}" does not take LLM_REASONING_EFFORT (${refusal.status}): ${refusal.words || 'its endpoint does not say why'}.`;
  const next =
    'For the operator: set LLM_REASONING_EFFORT to what the model knows, or unset it, and start the service again. Then retry the mission.';
  return failure({ code: 'model_request_refused', message, next, refusal });
}

function unknownModel(refusal: Refusal, model: string, hasKey: boolean): Failure {
  const orKey = hasKey ? ', or its key may not use it' : '';
  const message = `The language model's endpoint does not know the model "${model}"${orKey}.`;
  return failure({ code: 'model_unknown', message, refusal });
}

function busy(refusal: Refusal, model: string): Failure {
  const seconds = refusal.retryAfterMs === null ? null : Math.ceil(refusal.retryAfterMs / 1000);
  const when = seconds === null ? '' : ` It takes calls again in ${seconds} s.`;
  const message = `The model "${model}" takes no more calls for now (429).${when}`;
  return failure({ code: 'model_busy', message, canRepeat: true, canFallBack: true, refusal });
}

function quotaSpent(refusal: Refusal): Failure {
  const message = `The account at the language model's endpoint has no money or quota left (${refusal.status}).`;
  return failure({ code: 'model_quota_spent', message, refusal });
}

/** The endpoint says that it is more than `model` takes, and perhaps how much that is. */
function tooLongFor(model: string, refusal: Refusal, contextTokens: number): Failure {
  const told = contextTold(refusal);
  const message = `${howMuch(told)}: the sources, the question and the answer must fit into the context of "${model}".`;
  const next = told.has === null ? null : nextFor(told.has, contextTokens);
  return failure({ code: 'model_context_exceeded', message, ...(next === null ? {} : { next }), refusal });
}

function howMuch({ has, asked }: ContextTold): string {
  const more = 'More is asked of it than it can take at once';
  if (has === null) return more;
  const these = asked === null ? '' : `${countOf(asked)} tokens were asked, and `;
  return `${more} (${these}the endpoint says that it takes ${countOf(has)})`;
}

/** What to set where the endpoint takes `has` tokens. Where that is what is set, our estimate was too low. */
function nextFor(has: number, contextTokens: number): string | null {
  const lower = has < contextTokens ? has : Math.floor((contextTokens * 0.8) / 100) * 100;
  if (lower < LEAST_CONTEXT) return null;
  const why = has < contextTokens ? 'which is what the endpoint has' : 'since tokens are estimated, here too low';
  return `For the operator: set LLM_CONTEXT_TOKENS=${lower}, ${why}, or start the model with a larger context; then start the service again. Retry the mission: what is written is kept.`;
}

/** Said before anything is sent: `needed` tokens are more than the operator has set. */
export function foreseenTooLong(model: string, needed: number, contextTokens: number): AppError {
  const message = `About ${countOf(needed)} tokens are needed, and LLM_CONTEXT_TOKENS is ${countOf(contextTokens)}: the sources, the question and the answer must fit into the context of "${model}".`;
  const next =
    'Ask for less. Or for the operator: set LLM_CONTEXT_TOKENS to more if the model has more, or start the model with a larger context and set it to that; then start the service again and retry the mission.';
  return new AppError('model_context_exceeded', message, { next });
}

/** It will not say anything about that. */
export function filtered(model: string): Failure {
  const message = `The model "${model}" refused to answer, or a filter of its endpoint stopped it.`;
  return failure({ code: 'model_refused', message });
}

/** Something answers, but not the API that is expected there. */
export function wrongEndpoint(refusal: Refusal, reason: string): Failure {
  const message = `At LLM_BASE_URL there is no OpenAI-compatible API: ${reason}.`;
  return failure({ code: 'model_endpoint_wrong', message, refusal });
}

/** A fault on the other side that may pass. */
export function failing(reason: string, refusal?: Refusal): Failure {
  const message = `The language model's endpoint failed: ${reason}.`;
  const told = { code: 'model_failed', message, canRepeat: true, canFallBack: true } as const;
  return failure(refusal === undefined ? told : { ...told, refusal });
}

/**
 * Nobody answers: `reason` is half a sentence such as "it refuses connections". Another model stands there too. Only what
 * often passes within a second `isTransient`: a server that starts again is waited for by the step.
 */
export function unreachable(reason: string, isTransient: boolean): Failure {
  const message = `The language model's endpoint could not be reached: ${reason}.`;
  return failure({ code: 'model_unreachable', message, canRepeat: isTransient });
}

/** The connection is open, and nothing comes. A model that `hasBegun` may do better; one that still reads would not. */
export function stalled(model: string, stallMs: number, hasBegun: boolean): Failure {
  const message = `The model "${model}" sent nothing for ${stallMs / 1000} s${hasBegun ? '' : ', not even a beginning'}.`;
  return failure({ code: 'model_stalled', message, canRepeat: hasBegun, canFallBack: true });
}

/** It writes, but not within the time. Once more would take as long, so only another model is asked. */
export function timedOut(model: string, callMs: number): Failure {
  const message = `The model "${model}" was not done after ${callMs / 1000} s.`;
  return failure({ code: 'model_timed_out', message, canFallBack: true });
}

/** The answer broke off: the connection closed before the end was announced. */
export function cutOff(model: string): Failure {
  const message = `The answer of "${model}" broke off in the middle: the connection was closed.`;
  return failure({ code: 'model_cut_off', message, canRepeat: true, canFallBack: true });
}

/** The model was done and had said nothing. */
export function empty(model: string): Failure {
  const message = `The model "${model}" answered nothing.`;
  return failure({ code: 'model_answer_empty', message, canRepeat: true, canFallBack: true });
}

/** The answer ended by its tokens before `what` it was to be. Not repeated: the same tokens would end it again. */
export function outOfTokens(model: string, { had, most }: AnswerTokens, what: 'said' | 'whole'): Failure {
  if (isCutEarly({ had, most })) {
    const message = `The answer of "${model}" was cut off after about ${countOf(had)} of the ${countOf(most)} tokens that it might have: a limit of the server itself, or its context being full, is the likely cause.`;
    return failure({ code: 'model_out_of_tokens', message, next: CUT_EARLY });
  }
  const message =
    what === 'said'
      ? `The model "${model}" used up the ${countOf(most)} tokens of its answer by thinking, and said nothing.`
      : `The answer of "${model}" came to the end of its ${countOf(most)} tokens before it was whole; what the model thinks counts too.`;
  return failure({ code: 'model_out_of_tokens', message });
}

/** Whether an answer that ended by its tokens had far fewer of them than it might have. */
export function isCutEarly({ had, most }: AnswerTokens): boolean {
  return had < most * FAR_LESS;
}
