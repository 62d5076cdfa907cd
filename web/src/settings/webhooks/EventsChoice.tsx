import type { WebhookEvent } from '../../../../functions/src/schema/webhook.ts';
import { EVENT_WORDS, WEBHOOK_FORM } from '../../words/webhooks.ts';

const EVENTS: readonly WebhookEvent[] = [
  'mission.waiting',
  'mission.completed',
  'mission.failed',
  'mission.cancelled',
  'mission.progress',
];

interface Props {
  readonly value: readonly WebhookEvent[];
  readonly problem: string | undefined;
  readonly onChange: (events: readonly WebhookEvent[]) => void;
}

/** Of what a webhook is told. */
export function EventsChoice({ value, problem, onChange }: Props) {
  return (
    <fieldset aria-describedby={problem === undefined ? undefined : 'events-problem'}>
      <legend className="mb-1.5 font-medium">{WEBHOOK_FORM.events}</legend>
      <div className="panel divide-y divide-line">
        {EVENTS.map((event) => (
          <div key={event} className="flex min-h-11 items-start gap-3 px-3 py-2.5">
            <input
              id={`event-${event}`}
              type="checkbox"
              className="mt-0.5 size-5 shrink-0 accent-accent"
              aria-describedby={`event-${event}-text`}
              checked={value.includes(event)}
              onChange={({ target }) =>
                onChange(EVENTS.filter((one) => (one === event ? target.checked : value.includes(one))))
              }
            />
            <label htmlFor={`event-${event}`} className="flex-1 font-medium">
              {EVENT_WORDS[event].label}
              <span id={`event-${event}-text`} className="block text-sm font-normal text-muted" aria-hidden>
                {EVENT_WORDS[event].text}
              </span>
            </label>
          </div>
        ))}
      </div>
      {problem !== undefined && (
        <p id="events-problem" className="mt-1.5 text-sm font-medium text-failed">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
