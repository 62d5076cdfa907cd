import type { Command } from './events.ts';

/**
 * Every failure that is expected. `retryable` says whether the same call may succeed later without a change by the
 * caller. What is not here is a bug and rises.
 */
const ERROR_CODES = {
  // requests
  bad_json: { retryable: false },
  body_too_large: { retryable: false },
  unsupported_media_type: { retryable: false },
  invalid_request: { retryable: false },
  unauthenticated: { retryable: false },
  token_expired: { retryable: false },
  token_invalid: { retryable: false },
  key_malformed: { retryable: false },
  key_unknown: { retryable: false },
  key_expired: { retryable: false },
  key_revoked: { retryable: false },
  scope_missing: { retryable: false },
  rate_limited: { retryable: true },
  route_not_found: { retryable: false },
  method_not_allowed: { retryable: false },
  mission_not_found: { retryable: false },
  mission_id_taken: { retryable: false },
  schedule_not_found: { retryable: false },
  schedule_id_taken: { retryable: false },
  too_many_schedules: { retryable: false },
  form_draft_changed: { retryable: false },
  key_not_found: { retryable: false },
  too_many_keys: { retryable: false },
  webhook_not_found: { retryable: false },
  too_many_webhooks: { retryable: false },
  webhook_off: { retryable: false },
  delivery_not_found: { retryable: false },
  unknown_mission_type: { retryable: false },
  status_forbids: { retryable: false },
  purge_forbidden: { retryable: false },
  result_not_ready: { retryable: true },
  no_result: { retryable: false },
  wait_gone: { retryable: false },
  too_many_signals: { retryable: true },
  not_external: { retryable: false },
  step_out_of_order: { retryable: false },
  too_many_streams: { retryable: true },
  too_much_contention: { retryable: true },
  dependency_unavailable: { retryable: true },
  internal: { retryable: true },
  // addresses
  address_refused: { retryable: false },
  address_unreachable: { retryable: true },
  // language models
  model_not_set: { retryable: false },
  model_over_budget: { retryable: false },
  model_key_refused: { retryable: false },
  model_unknown: { retryable: false },
  model_endpoint_wrong: { retryable: false },
  model_request_refused: { retryable: false },
  model_quota_spent: { retryable: false },
  model_context_exceeded: { retryable: false },
  model_refused: { retryable: false },
  model_answer_invalid: { retryable: false },
  model_answer_empty: { retryable: true },
  model_out_of_tokens: { retryable: false },
  model_busy: { retryable: true },
  model_failed: { retryable: true },
  model_unreachable: { retryable: true },
  model_stalled: { retryable: true },
  model_timed_out: { retryable: true },
  model_cut_off: { retryable: true },
  // steps
  domain_unreachable: { retryable: true },
  crawling_forbidden: { retryable: false },
  over_budget: { retryable: false },
  no_page_read: { retryable: true },
  nothing_to_quote: { retryable: false },
  citation_wrong: { retryable: false },
  section_not_sound: { retryable: false },
  type_version_gone: { retryable: false },
  output_too_large: { retryable: false },
  output_not_storable: { retryable: false },
  step_crashed: { retryable: true },
  step_timed_out: { retryable: true },
  step_failed: { retryable: false },
  runner_lost: { retryable: false },
  worker_silent: { retryable: false },
  wait_expired: { retryable: false },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Whether the same call may succeed later as it is. */
export function isRetryable(code: ErrorCode): boolean {
  return ERROR_CODES[code].retryable;
}

/** What is wrong with one field of a request; `field` is a path such as `scope.allowed_domains[0]`. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

interface Extra {
  readonly cause?: unknown;
  /** What the reader can do now, where the code's own advice is too general. */
  readonly next?: string;
  readonly fields?: readonly FieldProblem[];
  /** The commands that the mission's status does allow. */
  readonly allowed?: readonly Command[];
  /** When the same call may succeed, where that is known. */
  readonly retryAfterMs?: number;
  /** The limit that the call was over. */
  readonly limit?: RateLimit;
}

/** So many calls of one kind may be made in a window of time. */
export interface RateLimit {
  readonly name: string;
  readonly most: number;
  readonly windowSeconds: number;
}

/** An expected failure. `message` is a sentence for the person who reads it. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly next: string | null;
  readonly fields: readonly FieldProblem[];
  readonly allowed: readonly Command[] | null;
  readonly retryAfterMs: number | null;
  readonly limit: RateLimit | null;

  constructor(code: ErrorCode, message: string, extra: Extra = {}) {
    super(message, { cause: extra.cause });
    this.name = 'AppError';
    this.code = code;
    this.next = extra.next ?? null;
    this.fields = extra.fields ?? [];
    this.allowed = extra.allowed ?? null;
    this.retryAfterMs = extra.retryAfterMs ?? null;
    this.limit = extra.limit ?? null;
  }
}
