import { countdownText, durationText } from '../../../../client/src/words/duration.ts';
import { assertNever } from '../../../../functions/src/core/assertNever.ts';
import type { DeliveryAnswer, DeliveryAttempt } from '../../../../functions/src/schema/delivery.ts';
import type { Tone } from '../../ui/tone.ts';
import { TESTED } from '../../words/webhooks.ts';

/** A test that was sent, as far as the page knows. */
export interface Tested {
  readonly delivery: DeliveryAnswer;
  /** Whether the last look at it was answered. */
  readonly isRead: boolean;
}

/** How a test went, as the webhook's panel shows it. */
export interface TestedView {
  readonly tone: Tone;
  readonly title: string;
  readonly text: string;
  /** What to do now; empty where there is nothing to be done. */
  readonly next: string;
}

/** Its receiver has 10 s, and a function that has to be started some seconds more. */
const USUALLY_OVER_MS = 20_000;
/** How often a test on its way is looked at: a read each time. */
const LOOK_MS = 2_000;
/** After a look that nobody answered. */
const LOOK_LATER_MS = 10_000;
/** At the latest: somebody may have had it tried elsewhere before it was due. */
const LOOK_LATEST_MS = 60_000;

export function testedView({ delivery, isRead }: Tested, now: number): TestedView {
  const last = delivery.attempts.at(-1);
  switch (delivery.status) {
    case 'delivered':
      return { tone: 'succeeded', title: TESTED.delivered, text: last === undefined ? '' : takenText(last), next: '' };
    case 'failed':
      return { tone: 'failed', title: TESTED.failed, text: delivery.failure ?? '', next: adviceOn(last) };
    case 'pending': {
      const view = last === undefined ? waitingView(delivery, now) : refusedView(delivery, last, now);
      return isRead ? view : { ...view, next: TESTED.unread };
    }
    default:
      return assertNever(delivery.status);
  }
}

function takenText({ status_code: status, duration_ms: ms }: DeliveryAttempt): string {
  return TESTED.taken(status, durationText(ms));
}

function waitingView({ next_try_at: nextTryAt, created_at: madeAt }: DeliveryAnswer, now: number): TestedView {
  const view = { tone: 'running', title: TESTED.waiting, text: TESTED.waiting_text, next: '' } as const;
  // Its receiver has enough to do, by what the server saw of it.
  if (nextTryAt !== null && Date.parse(nextTryAt) > now + 1_000) {
    return { ...view, text: TESTED.put_off(countdownText(Date.parse(nextTryAt), now)) };
  }
  return now - Date.parse(madeAt) > USUALLY_OVER_MS ? { ...view, text: TESTED.long } : view;
}

function refusedView({ next_try_at: nextTryAt }: DeliveryAnswer, last: DeliveryAttempt, now: number): TestedView {
  const isDue = nextTryAt === null || Date.parse(nextTryAt) <= now;
  const again = isDue ? TESTED.again_now : TESTED.again(countdownText(Date.parse(nextTryAt), now));
  return { tone: 'waiting', title: TESTED.refused, text: `${last.error ?? ''} ${again}`.trim(), next: adviceOn(last) };
}

/** What whoever runs the receiver can do about the last try. */
function adviceOn(last: DeliveryAttempt | undefined): string {
  if (last === undefined) return TESTED.advice.not_tried;
  const { status_code: status } = last;
  if (status === null) return TESTED.advice.no_answer;
  if (status === 401 || status === 403) return TESTED.advice.not_allowed;
  if (status === 404 || status === 405) return TESTED.advice.not_there;
  if (status === 410) return TESTED.advice.gone;
  // Of a redirect its own words say what to do.
  return status >= 300 && status < 400 ? '' : TESTED.advice.other;
}

/** When to look at it next; null where there is nothing more to come. */
export function lookAgainMs({ delivery, isRead }: Tested, now: number): number | null {
  if (delivery.status !== 'pending') return null;
  if (!isRead) return LOOK_LATER_MS;
  const untilTry = delivery.next_try_at === null ? 0 : Date.parse(delivery.next_try_at) - now;
  return Math.min(Math.max(LOOK_MS, untilTry + LOOK_MS), LOOK_LATEST_MS);
}
