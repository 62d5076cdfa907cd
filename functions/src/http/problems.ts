import type * as z from 'zod';
import { AppError, type ErrorCode, isRetryable } from '../core/errors.ts';
import { fieldProblems } from '../core/fieldProblems.ts';
import { MODEL_ADVICE } from '../core/modelAdvice.ts';
import type { Problem } from '../schema/api.ts';
import { isTransient } from '../store/firestore.ts';
import type { Operation } from './operation.ts';

/** What each code is over HTTP: status, title, and what to do where the error itself does not say. Total by type. */
const PROBLEMS: Readonly<Record<ErrorCode, readonly [status: number, title: string, next: string]>> = {
  bad_json: [400, 'Not JSON', 'Send a JSON object.'],
  body_too_large: [413, 'Body too large', 'Send less: 64 kB at most.'],
  unsupported_media_type: [415, 'Not JSON', 'Send the header content-type: application/json.'],
  invalid_request: [400, 'Invalid request', 'Correct the fields named in errors.'],
  unauthenticated: [
    401,
    'Not signed in',
    'Send the header Authorization: Bearer, with a Firebase ID token or an API key.',
  ],
  token_expired: [401, 'Token expired', 'Get a fresh ID token and send the call again.'],
  token_invalid: [401, 'Token not valid', 'Get an ID token for this project and send the call again.'],
  key_malformed: [
    401,
    'Key not whole',
    'Copy the whole key: "mp_" and 49 letters and digits. It can’t be shown again.',
  ],
  key_unknown: [401, 'No such key', 'Check that the key is of this deployment, or make another one under Settings.'],
  key_expired: [401, 'Key expired', 'Make another key: under Settings, or POST /keys.'],
  key_revoked: [401, 'Key revoked', 'Make another key: under Settings, or POST /keys.'],
  scope_missing: [
    403,
    'Key may not do that',
    'Use a key with the scope named in detail. Whoever is signed in makes one under Settings, API keys.',
  ],
  rate_limited: [429, 'Too many calls', 'Wait for the seconds in the header Retry-After, then send the call again.'],
  route_not_found: [404, 'No such address', 'The API reference lists every address: /guide/api.'],
  method_not_allowed: [405, 'Method not allowed', 'Use one of the methods in the Allow header.'],
  mission_not_found: [404, 'No such mission', 'GET /missions lists your missions.'],
  unknown_mission_type: [400, 'No such mission type', 'Correct the fields named in errors.'],
  mission_id_taken: [409, 'Mission id taken', 'Choose another mission_id, or leave it out to get one.'],
  schedule_not_found: [404, 'No such schedule', 'GET /schedules lists your schedules.'],
  schedule_id_taken: [409, 'Schedule id taken', 'Choose another schedule_id, or leave it out to get one.'],
  too_many_schedules: [409, 'Too many schedules', 'Delete a schedule that you no longer need.'],
  form_draft_changed: [
    409,
    'Draft changed',
    'Read the draft, choose which of both counts, and save that with the revision that you read.',
  ],
  purge_forbidden: [403, 'Purging is off', 'Delete missions one by one: DELETE /missions/{id}.'],
  key_not_found: [404, 'No such key', 'GET /keys lists your keys.'],
  too_many_keys: [409, 'Too many keys', 'Revoke a key that you no longer need.'],
  webhook_not_found: [404, 'No such webhook', 'GET /webhooks lists your webhooks.'],
  too_many_webhooks: [409, 'Too many webhooks', 'Delete a webhook that you no longer need.'],
  webhook_off: [409, 'Switched off', 'Switch it on first: PATCH it with {"is_enabled": true}.'],
  delivery_not_found: [404, 'No such delivery', 'GET /webhooks/{webhook_id}/deliveries lists what is kept.'],
  status_forbids: [409, 'Not now', 'Use one of the commands in allowed.'],
  no_result: [409, 'No result', 'Create another mission.'],
  result_not_ready: [409, 'No result yet', 'Ask the mission’s progress and come back when it is completed.'],
  wait_gone: [409, 'Not waiting for that', 'Read the mission: it says what it waits for now.'],
  too_many_signals: [409, 'Too many signals', 'Use a name that was sent before, or wait until a step takes one.'],
  not_external: [409, 'Not external', 'Report steps of missions of the type "external" alone.'],
  step_out_of_order: [409, 'Out of order', 'Report the step that is due.'],
  too_many_streams: [429, 'Too many streams', 'Close streams that you no longer read, then try again.'],
  too_much_contention: [503, 'Busy', 'Send the call again in a second.'],
  dependency_unavailable: [
    503,
    'Not available',
    'Send the call again in a few seconds; GET /health/ready says what is down.',
  ],
  internal: [
    500,
    'Our fault',
    'Read the mission to see whether the call took effect; if it fails again, report the code and the time.',
  ],
  address_refused: [422, 'Address refused', 'Use a public address.'],
  address_unreachable: [422, 'Address not reached', 'Check the address.'],
  model_not_set: [503, 'No language model', MODEL_ADVICE.model_not_set],
  model_over_budget: [422, 'Over the model’s budget', MODEL_ADVICE.model_over_budget],
  model_key_refused: [422, 'Key refused', MODEL_ADVICE.model_key_refused],
  model_unknown: [422, 'No such model', MODEL_ADVICE.model_unknown],
  model_endpoint_wrong: [422, 'Wrong endpoint', MODEL_ADVICE.model_endpoint_wrong],
  model_request_refused: [422, 'Request refused', MODEL_ADVICE.model_request_refused],
  model_quota_spent: [422, 'Quota spent', MODEL_ADVICE.model_quota_spent],
  model_context_exceeded: [422, 'Too long for the model', MODEL_ADVICE.model_context_exceeded],
  model_refused: [422, 'Model refused', MODEL_ADVICE.model_refused],
  model_answer_invalid: [422, 'Answer not usable', MODEL_ADVICE.model_answer_invalid],
  model_answer_empty: [422, 'No answer', MODEL_ADVICE.model_answer_empty],
  model_out_of_tokens: [422, 'Out of tokens', MODEL_ADVICE.model_out_of_tokens],
  model_busy: [422, 'Model busy', MODEL_ADVICE.model_busy],
  model_failed: [422, 'Model failed', MODEL_ADVICE.model_failed],
  model_unreachable: [422, 'Model not reached', MODEL_ADVICE.model_unreachable],
  model_stalled: [422, 'Model silent', MODEL_ADVICE.model_stalled],
  model_timed_out: [422, 'Model too slow', MODEL_ADVICE.model_timed_out],
  model_cut_off: [422, 'Answer broke off', MODEL_ADVICE.model_cut_off],
  domain_unreachable: [422, 'Domain not reached', 'Check the domain’s spelling and that it answers.'],
  crawling_forbidden: [422, 'Crawling forbidden', 'Choose a domain whose robots.txt allows reading.'],
  over_budget: [422, 'Over budget', 'Raise the budget or ask for less.'],
  no_page_read: [422, 'No page read', 'Check that the domains serve pages.'],
  citation_wrong: [500, 'Citation wrong', 'Run the mission again; if it comes again, tell the operator.'],
  section_not_sound: [
    422,
    'Section not sound',
    'Retry the mission: the section is mended once more. If it fails again, ask for it with "engine": "extractive", or have the operator choose a larger model.',
  ],
  nothing_to_quote: [422, 'Nothing to quote', 'Name other sources, or put the objective in their words.'],
  type_version_gone: [422, 'Version gone', 'Create the mission again.'],
  output_too_large: [422, 'Output too large', 'Ask for less.'],
  output_not_storable: [
    422,
    'Output not storable',
    'This is a fault of the mission type: report the code and the time.',
  ],
  step_timed_out: [422, 'Step timed out', 'Retry the mission, or ask for less.'],
  step_failed: [422, 'Step failed', 'Mend what the worker says, then retry the mission.'],
  runner_lost: [500, 'Runner lost', 'Report the code and the time.'],
  worker_silent: [422, 'Worker silent', 'See that the worker runs, then retry the mission.'],
  wait_expired: [422, 'Nobody answered', 'Retry the mission to be asked again.'],
  step_crashed: [500, 'Step crashed', 'Report the code and the time.'],
};

/** The HTTP status of a code. */
export function statusOf(code: ErrorCode): number {
  return PROBLEMS[code][0];
}

/** `error` as RFC 9457 problem details; what is not expected becomes `internal` without its inner words. */
export function problemOf(error: unknown, instance: string): Problem {
  const known = expected(error);
  const [status, title, next] = PROBLEMS[known.code];
  return {
    type: `/guide/errors#${known.code}`,
    title,
    status,
    detail: known.message,
    code: known.code,
    next: known.next ?? next,
    retryable: isRetryable(known.code),
    instance,
    ...(known.fields.length > 0 ? { errors: [...known.fields] } : {}),
    ...(known.allowed === null ? {} : { allowed: [...known.allowed] }),
  };
}

function expected(error: unknown): AppError {
  if (error instanceof AppError) return error;
  // What the router throws for a path that is not valid percent-encoding.
  if (error instanceof URIError) return new AppError('route_not_found', 'The address is not valid.', { cause: error });
  if (isTransient(error)) return new AppError('dependency_unavailable', 'Firestore does not answer.', { cause: error });
  return new AppError('internal', 'Something went wrong on our side.', { cause: error });
}

/**
 * What to do about a body that `operation` does not take, where its guide says what it does: with an example of the
 * same kind as `sent` has (its `status` or `type`), or else the first. Elsewhere the code's own advice is all there is.
 */
export function bodyAdvice(
  { examples, bodyGuide }: Pick<Operation, 'examples' | 'bodyGuide'>,
  sent: unknown,
): string | undefined {
  const kind = kindIn(sent);
  const alike = examples.find(({ body }) => kind !== undefined && kindIn(body) === kind);
  const [first] = examples;
  if (bodyGuide === undefined || first === undefined) return undefined;
  const example = JSON.stringify((alike ?? first).body);
  return `${PROBLEMS.invalid_request[2]} One that is right: ${example}. All that it may say: ${bodyGuide}`;
}

/** What decides which other fields a body has. */
function kindIn(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return undefined;
  if ('status' in body) return body.status;
  return 'type' in body ? body.type : undefined;
}

/** A failed parse as an `invalid_request` that names each field at fault. `next`: what to do, if more is to be said. */
export function invalidRequest(error: z.ZodError, next?: string): AppError {
  const fields = fieldProblems(error);
  const [first, ...others] = fields;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const detail =
    first === undefined ? 'The request is not valid.' : `${first.field || 'The body'}: ${first.message}${more}`;
  return new AppError('invalid_request', detail, {
    cause: error,
    fields: fields.slice(0, 20),
    ...(next === undefined ? {} : { next }),
  });
}
