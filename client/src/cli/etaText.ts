import type { ProgressAnswer } from '../wire.ts';
import { ordinalText } from '../words/amount.ts';
import { countdownText, durationText, whenText } from '../words/duration.ts';
import { rangeText, usualText } from '../words/timeLeft.ts';

/**
 * How much longer, in words as coarse as it is certain; where nobody can say, why. Empty when the mission is over.
 * `receivedAt` and `now`: an estimate counts down by itself, by this machine's clock alone.
 */
export function etaText(progress: ProgressAnswer, receivedAt: number, now: number): string {
  const { eta } = progress;
  switch (eta.note) {
    case null:
    case 'first_run':
      return `${leftText(progress, now - receivedAt)} left`;
    case 'longer_than_usual':
      return `${leftText(progress, now - receivedAt)} left, longer than usual${usually(progress)}`;
    case 'over':
      return '';
    case 'not_started':
      return notStartedText(progress, now);
    case 'waiting':
      return 'waiting';
    case 'paused':
      return 'paused';
    case 'pausing':
      return 'pausing…';
    case 'cancelling':
      return 'stopping…';
    case 'stalled':
      return `no sign of life for ${durationText(Date.parse(progress.as_of) - Date.parse(progress.updated_at))}`;
    case 'retrying':
      return nextTryText(progress, receivedAt, now);
    case 'too_early':
      return progress.current_step?.status === 'retrying' ? nextTryText(progress, receivedAt, now) : 'estimating…';
  }
}

function leftText({ eta: { p10, p90 } }: ProgressAnswer, ageMs: number): string {
  if (p10 === null || p90 === null) return 'an unknown time';
  return rangeText(p10 - ageMs / 1000, p90 - ageMs / 1000, 'short');
}

function usually({ eta }: ProgressAnswer): string {
  return eta.usual_seconds === null ? '' : ` (usually ${usualText(eta.usual_seconds)})`;
}

function notStartedText({ status, queue, eta }: ProgressAnswer, now: number): string {
  if (status === 'proposed') return 'needs your approval';
  if (status === 'approved') return 'ready to run';
  if (queue?.place === 'scheduled' && queue.not_before !== null) {
    return `starts at ${whenText(Date.parse(queue.not_before), now)}`;
  }
  if (queue?.place === 'in_line') return queue.position === null ? 'in line' : `${ordinalText(queue.position)} in line`;
  return eta.usual_seconds === null ? 'about to start' : `about to start, usually ${usualText(eta.usual_seconds)}`;
}

function nextTryText({ current_step: step, as_of: asOf }: ProgressAnswer, receivedAt: number, now: number): string {
  if (step?.next_try_at === null || step === null) return 'trying again';
  // By the server's clock: this machine's may be minutes off.
  return `next try ${countdownText(Date.parse(step.next_try_at), Date.parse(asOf) + (now - receivedAt))}`;
}
