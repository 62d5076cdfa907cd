import type { ErrorCode } from './errors.ts';

/** The codes of language models. */
type ModelErrorCode = Extract<ErrorCode, `model_${string}`>;

/**
 * What the reader can do when a language model fails: for an answer of the API, and for a mission that failed by it.
 */
export const MODEL_ADVICE: Readonly<Record<ModelErrorCode, string>> = {
  model_not_set: 'Ask for it with "engine": "extractive", or have the operator set LLM_BASE_URL and LLM_MODEL.',
  model_over_budget:
    'Retry the mission with a higher input.budget; what is written is kept. Or ask for fewer or shorter sections.',
  model_key_refused: 'Have the operator check LLM_API_KEY: whole, not revoked, and of this endpoint.',
  model_unknown:
    'Have the operator set LLM_MODEL and LLM_FALLBACK_MODEL to models that the endpoint lists under /models.',
  model_endpoint_wrong:
    'Have the operator correct LLM_BASE_URL: it ends before /chat/completions, for most servers with /v1.',
  model_request_refused: 'Have the operator choose a model that takes such requests.',
  model_quota_spent: 'Have the operator top up the account, then retry the mission.',
  model_context_exceeded:
    'Ask for less, or have the operator choose a model with a longer context and set LLM_CONTEXT_TOKENS to it.',
  model_refused: 'Word the objective differently, or leave out the source that it is about.',
  model_answer_invalid: 'Retry the mission. If it fails again, have the operator choose a more capable model.',
  model_answer_empty:
    'Retry the mission. If it fails again, have the operator check that LLM_CONTEXT_TOKENS is not more than the model has.',
  model_busy: 'Retry the mission later, or have the operator set LLM_FALLBACK_MODEL.',
  model_failed: 'Retry the mission later; the endpoint’s status page or log says more.',
  model_unreachable: 'Have the operator check LLM_BASE_URL and that the server runs, then retry the mission.',
  model_stalled: 'Retry the mission. A slow local model needs a higher LLM_STALL_SECONDS: it is silent while it reads.',
  model_timed_out: 'Ask for less, or have the operator raise LLM_CALL_SECONDS or choose a faster model.',
  model_cut_off: 'Retry the mission. If it fails again, have the operator look for a proxy that closes long answers.',
};

/** What to do about a failure of a model by its code; null for any other code. */
export function modelAdvice(code: ErrorCode): string | null {
  const known: Readonly<Partial<Record<ErrorCode, string>>> = MODEL_ADVICE;
  return known[code] ?? null;
}
