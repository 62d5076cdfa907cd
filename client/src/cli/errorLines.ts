import type { MissionProgressError } from '../errors.ts';
import type { Command } from '../wire.ts';
import { countdownText } from '../words/duration.ts';
import { PROGRAM } from './program.ts';

type Told = Pick<MissionProgressError, 'code' | 'status' | 'detail' | 'next' | 'fields' | 'allowed' | 'retryAfterMs'>;

/** The commands of the API that this command has too. */
const HERE: readonly Command[] = ['cancel', 'pause', 'resume', 'retry', 'answer', 'signal'];

/** The fields of a request whose names here are others than those in the API. */
const OPTIONS: Readonly<Record<string, string>> = {
  'scope.allowed_domains': '--domain',
  mission_id: '--id',
  'budget.max_pages': '--budget-pages',
  'budget.max_bytes': '--budget-bytes',
  'budget.max_seconds': '--budget-seconds',
  'budget.max_cost_usd': '--budget-cost',
  type: '--type',
  priority: '--priority',
  tags: '--tag',
  tag: '--tag',
  not_before: '--not-before',
  text: '--text',
  limit: '--limit',
  from_step: '--from',
  comment: '--comment',
  payload: '--payload',
};

const MAKE_A_KEY = 'Make another key in the dashboard, under Settings.';
const GIVE_A_KEY = 'Give an API key: in MISSION_PROGRESS_KEY, or with --key.';

/** What went wrong, and what to do about it from here. `id` is that of the mission that it was about, where one was. */
export function errorLines(error: Told, id: string | undefined): string[] {
  const { code, detail, fields } = error;
  const next = nextLine(error, id);
  // The detail of these is the first field and how many more there are; here stand all.
  const isSaidByFields = code === 'invalid_request' && fields.length > 0;
  const said = isSaidByFields ? [] : [detail];
  return [...said, ...fields.map(({ field, message }) => `${optionName(field)}: ${message}`), next].filter(Boolean);
}

/** What keeps a mission from being followed just now. `until` (milliseconds since the epoch): when that may be over. */
export function troubleText({ status, detail }: Told, until: number | null, now: number): string {
  return status === 429 ? `${detail} It goes on ${againText(until, now)}.` : `No contact: ${detail} Trying again.`;
}

/** The same beside a bar. Empty once the wait is over: an answer without news does not draw the bar anew. */
export function troubleRemark({ status }: Pick<Told, 'status'>, until: number | null, now: number): string {
  if (until !== null && until <= now) return '';
  return status === 429 ? ` (too many calls; goes on ${againText(until, now)})` : ' (no contact)';
}

function againText(until: number | null, now: number): string {
  return until === null ? 'soon' : countdownText(until, now);
}

/** The path of a field with the name of its option in it. */
function optionName(field: string): string {
  if (field === '') return 'The request';
  const [, path = field, place = ''] = /^(.*?)((?:\[\d+\])?)$/.exec(field) ?? [];
  if (/^input(?=$|[.[])/.test(field)) return field.replace('input', '--input');
  const option = OPTIONS[path];
  return option === undefined ? field : `${option}${placeText(place)}`;
}

/** An option that may be given several times: which of them. */
function placeText(place: string): string {
  const index = /\d+/.exec(place)?.[0];
  return index === undefined || index === '0' ? '' : ` (number ${Number(index) + 1})`;
}

/** What the API says to do is said in its own words, of calls and headers. Empty where the error says it all. */
function nextLine({ code, next, allowed, retryAfterMs }: Told, id = '<id>'): string {
  switch (code) {
    case 'invalid_request':
    case 'unknown_mission_type':
      return '';
    case 'unauthenticated':
    case 'token_invalid':
    case 'token_expired':
      return GIVE_A_KEY;
    case 'key_unknown':
      return `Check that the key is of this deployment, or make another one in the dashboard, under Settings.`;
    case 'key_expired':
    case 'key_revoked':
      return MAKE_A_KEY;
    case 'scope_missing':
      return 'Use a key with that scope; the dashboard lists your keys under Settings.';
    case 'rate_limited':
    case 'too_many_streams':
      return `Try again ${retryAfterMs === null ? 'later' : countdownText(retryAfterMs, 0)}.`;
    case 'mission_not_found':
      return `See your missions with: ${PROGRAM} list`;
    case 'mission_id_taken':
      return 'Choose another --id, or leave it out to get one.';
    case 'result_not_ready':
      return `Watch it with: ${PROGRAM} watch ${id}`;
    case 'no_result':
      return allowed?.includes('retry') === true ? `Run it again with: ${PROGRAM} retry ${id}` : '';
    case 'wait_gone':
      if (allowed?.includes('resume') === true) return `Resume it first: ${PROGRAM} resume ${id}`;
      return `See what it does now with: ${PROGRAM} watch ${id}`;
    case 'status_forbids':
      return allowedLine(allowed ?? [], id) ?? next ?? '';
    case 'too_much_contention':
    case 'dependency_unavailable':
      return 'Try again in a few seconds.';
    default:
      return next ?? '';
  }
}

function allowedLine(allowed: readonly Command[], id: string): string | null {
  const possible = HERE.filter((command) => allowed.includes(command));
  if (possible.length === 0) return allowed.length === 0 ? null : '';
  return `Possible now: ${possible.map((command) => `${PROGRAM} ${command} ${id}`).join(', ')}`;
}
