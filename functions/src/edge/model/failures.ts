import { AppError, type ErrorCode } from '../../core/errors.ts';
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

function failure({ code, message, next, canRepeat = false, canFallBack = false, refusal }: Told): Failure {
  const wait = refusal?.retryAfterMs ?? null;
  const extra = { ...(next === undefined ? {} : { next }), ...(wait === null ? {} : { retryAfterMs: wait }) };
  return { error: new AppError(code, message, extra), canRepeat, canFallBack, refusal: refusal ?? null };
}

/**
 * OpenAI, vLLM, llama.cpp, Ollama, Anthropic and Gemini, each in its own words. "Request too large" is OpenAI's 429 for
 * what is more than a whole minute's tokens: no wait helps.
 */
const TOO_LONG =
  /context_length_exceeded|exceed_context_size|(maximum|model'?s?) context length|context (length|window|size)( \S+)? exceed|exceeds? (the )?(available |maximum |model'?s )?context|prompt is too long|input is too long|token count exceeds|max_model_len|request too large|reduce the length|max_tokens must be at least 1, got -/i;
const FILTERED = /content[_ ](filter|policy|management)|content_policy_violation|responsible_?ai|moderation/i;
const NO_SUCH_MODEL =
  /model_not_found|no such model|not a valid model|model\b.{0,120}?(not found|does not exist|doesn't exist|is not available|not supported|unknown)|(unknown|invalid|unsupported) model|access to (the )?model/is;
const NO_MONEY = /insufficient_quota|insufficient (credit|balance|fund)|exceeded your current quota|billing/i;

/** What an answer that is none means. */
export function refused(refusal: Refusal, model: string, hasKey: boolean): Failure {
  const { status, body } = refusal;
  if (status >= 300 && status < 400) return wrongEndpoint(refusal, 'it leads elsewhere, which is not followed');
  if (status === 413 || TOO_LONG.test(body)) return tooLong(model, refusal);
  if (status < 500 && status !== 429 && FILTERED.test(body)) return filtered(model);
  if (status === 401) return keyRefused(refusal, hasKey);
  if (status === 402 || (status === 429 && NO_MONEY.test(body))) return quotaSpent(refusal);
  if (status === 429) return busy(refusal, model);
  if (status < 500 && NO_SUCH_MODEL.test(body)) return unknownModel(refusal, model);
  if (status === 403) return keyRefused(refusal, hasKey);
  if (status === 404 || status === 405) {
    // Some name the model and nothing else; what names neither stands at the wrong address.
    return body.includes(model) ? unknownModel(refusal, model) : wrongEndpoint(refusal, `it answers ${status}`);
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
  return failure({ code: 'model_key_refused', message, refusal });
}

function unknownModel(refusal: Refusal, model: string): Failure {
  const message = `The language model's endpoint does not know the model "${model}", or its key may not use it.`;
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

/** `model` can't take that much. */
export function tooLong(
  model: string,
  refusal?: Refusal,
  why = 'More is asked of it than it can take at once',
): Failure {
  const message = `${why}: the sources, the question and the answer must fit into the context of "${model}".`;
  return failure({ code: 'model_context_exceeded', message, ...(refusal === undefined ? {} : { refusal }) });
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

/** Nobody answers: `reason` is half a sentence such as "it refuses connections". Another model stands there too. */
export function unreachable(reason: string): Failure {
  const message = `The language model's endpoint could not be reached: ${reason}.`;
  return failure({ code: 'model_unreachable', message, canRepeat: true });
}

/** The connection is open, and nothing comes. */
export function stalled(model: string, stallMs: number): Failure {
  const message = `The model "${model}" sent nothing for ${stallMs / 1000} s.`;
  return failure({ code: 'model_stalled', message, canRepeat: true, canFallBack: true });
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

/** The model was done and had said nothing; `hasRunOut` if it came to the end of its tokens first. */
export function empty(model: string, hasRunOut: boolean): Failure {
  if (!hasRunOut) {
    const message = `The model "${model}" answered nothing.`;
    return failure({ code: 'model_answer_empty', message, canRepeat: true, canFallBack: true });
  }
  const message = `The model "${model}" used up its tokens by thinking and came to no answer.`;
  return failure({ code: 'model_answer_empty', message, next: 'Have the operator choose a model that thinks less.' });
}
