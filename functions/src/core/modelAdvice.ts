import type { ErrorCode } from './errors.ts';

/** The codes of language models. */
type ModelErrorCode = Extract<ErrorCode, `model_${string}`>;

/**
 * What the reader can do when a language model fails: for an answer of the API, and for a mission that failed by it.
 */
export const MODEL_ADVICE: Readonly<Record<ModelErrorCode, string>> = {
  model_not_set:
    'Ask for it with "engine": "extractive". Or for the operator: set LLM_BASE_URL and LLM_MODEL, and start the service again.',
  model_over_budget:
    'Retry the mission with a higher input.budget; what is written is kept. Or ask for fewer or shorter sections.',
  model_key_refused: onceSet('check that LLM_API_KEY is whole, not revoked, and of this endpoint'),
  model_unknown: onceSet('set LLM_MODEL and LLM_FALLBACK_MODEL to models that the endpoint lists under /models'),
  model_endpoint_wrong: onceSet('correct LLM_BASE_URL, which ends before /chat/completions, for most servers with /v1'),
  model_request_refused: onceSet('set LLM_MODEL to a model that takes such requests'),
  model_quota_spent: 'For the operator: top up the account at the endpoint. Then retry the mission.',
  model_context_exceeded: `${onceSet('set LLM_CONTEXT_TOKENS to the context that the endpoint has, or start the model with a larger one')} What is written is kept. Or ask for less.`,
  model_refused: 'Word the objective differently, or leave out the source that it is about.',
  model_answer_invalid:
    'Retry the mission. If it fails again, ask for it with "engine": "extractive", which quotes. Or for the operator: set LLM_MODEL to a more capable model.',
  model_answer_empty:
    'Retry the mission. If it fails again, for the operator: check that LLM_CONTEXT_TOKENS is not more than the model has.',
  model_out_of_tokens: onceSet(
    'raise LLM_MAX_OUTPUT_TOKENS, or set LLM_REASONING_EFFORT to none or low for a model that thinks, or choose another model',
  ),
  model_busy: 'Retry the mission later. Or for the operator: set LLM_FALLBACK_MODEL.',
  model_failed: 'Retry the mission later; the endpoint’s status page or log says more.',
  model_unreachable:
    'For the operator: see that the server runs, and that LLM_BASE_URL is its address. Then retry the mission.',
  model_stalled: onceSet(
    'raise LLM_STALL_SECONDS for a slow model, which is silent while it is loaded and while it reads',
  ),
  model_timed_out: `${onceSet('raise LLM_CALL_SECONDS, set LLM_REASONING_EFFORT lower for a model that thinks, or choose a faster one')} Or ask for less.`,
  model_cut_off: 'Retry the mission. If it fails again, for the operator: look for a proxy that closes long answers.',
};

/** What only the operator can do, who may be the reader: a setting counts from the next start. */
function onceSet(deed: string): string {
  return `For the operator: ${deed}, and start the service again. Then retry the mission.`;
}

/** What to do about a failure of a model by its code; null for any other code. */
export function modelAdvice(code: ErrorCode): string | null {
  const known: Readonly<Partial<Record<ErrorCode, string>>> = MODEL_ADVICE;
  return known[code] ?? null;
}
