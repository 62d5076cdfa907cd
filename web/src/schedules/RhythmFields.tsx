import { momentText } from '../../../client/src/words/duration.ts';
import { AppError } from '../../../functions/src/core/errors.ts';
import { nextOccurrence } from '../../../functions/src/core/nextOccurrence.ts';
import { type Instant, toEpochMs, toInstant } from '../../../functions/src/schema/time.ts';
import { serverNow } from '../clock.ts';
import { describedBy, Field, INPUT } from '../ui/Field.tsx';
import { RHYTHM_WORDS, SCHEDULE_DIALOG as WORDS } from '../words/schedules.ts';
import { weekdayName } from './cronWords.ts';
import { cronOf, RHYTHMS, type ScheduleDraft } from './scheduleDraft.ts';
import type { FieldProblems } from './scheduleProblems.ts';

interface Props {
  readonly draft: ScheduleDraft;
  readonly problems: FieldProblems;
  readonly change: (changes: Partial<ScheduleDraft>) => void;
}

/** Monday first. */
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 0];
const DAYS = Array.from({ length: 31 }, (_, index) => String(index + 1));
const PREVIEWED = 3;

/** How often and when, and what follows from it. */
export function RhythmFields({ draft, problems, change }: Props) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id="schedule-rhythm" label={WORDS.rhythm}>
          <select
            id="schedule-rhythm"
            className={INPUT}
            value={draft.rhythm}
            onChange={({ target }) => {
              const rhythm = RHYTHMS.find((one) => one === target.value) ?? 'daily';
              // Whoever writes an expression begins with the one that they had.
              change({ rhythm, cron: rhythm === 'custom' ? cronOf(draft) : draft.cron });
            }}
          >
            {RHYTHMS.map((rhythm) => (
              <option key={rhythm} value={rhythm}>
                {RHYTHM_WORDS[rhythm]}
              </option>
            ))}
          </select>
        </Field>
        <When draft={draft} problems={problems} change={change} />
      </div>
      <Field id="schedule-zone" label={WORDS.zone} hint={WORDS.zone_hint} problem={problems.zone}>
        <input
          {...describedBy('schedule-zone', problems.zone)}
          className={INPUT}
          list="schedule-zones"
          value={draft.zone}
          autoComplete="off"
          onChange={(event) => change({ zone: event.target.value })}
        />
        <datalist id="schedule-zones">
          {['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </datalist>
      </Field>
      <Preview cron={cronOf(draft)} zone={draft.zone} />
    </>
  );
}

function When({ draft, problems, change }: Props) {
  if (draft.rhythm === 'custom') {
    return (
      <Field id="schedule-cron" label={WORDS.cron} hint={WORDS.cron_hint} problem={problems.cron}>
        <input
          {...describedBy('schedule-cron', problems.cron)}
          className={`${INPUT} font-mono`}
          value={draft.cron}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change({ cron: event.target.value })}
        />
      </Field>
    );
  }
  return (
    <>
      <Field id="schedule-time" label={draft.rhythm === 'hourly' ? WORDS.minute : WORDS.time} problem={problems.cron}>
        <Time draft={draft} change={change} />
      </Field>
      {draft.rhythm === 'weekly' && (
        <Field id="schedule-weekday" label={WORDS.weekday}>
          <select
            id="schedule-weekday"
            className={INPUT}
            value={draft.weekday}
            onChange={(event) => change({ weekday: event.target.value })}
          >
            {WEEKDAYS.map((day) => (
              <option key={day} value={day}>
                {weekdayName(day)}
              </option>
            ))}
          </select>
        </Field>
      )}
      {draft.rhythm === 'monthly' && (
        <Field id="schedule-day" label={WORDS.day}>
          <select
            id="schedule-day"
            className={INPUT}
            value={draft.day}
            onChange={(event) => change({ day: event.target.value })}
          >
            {[...DAYS, 'L'].map((day) => (
              <option key={day} value={day}>
                {day === 'L' ? WORDS.day_last : day}
              </option>
            ))}
          </select>
        </Field>
      )}
    </>
  );
}

function Time({ draft, change }: Omit<Props, 'problems'>) {
  const [hour = '08', minute = '00'] = draft.time.split(':');
  if (draft.rhythm !== 'hourly') {
    return (
      <input
        id="schedule-time"
        type="time"
        required
        className={INPUT}
        value={draft.time}
        onChange={(event) => event.target.value !== '' && change({ time: event.target.value })}
      />
    );
  }
  return (
    <input
      id="schedule-time"
      type="number"
      min={0}
      max={59}
      className={INPUT}
      value={Number(minute)}
      onChange={(event) => change({ time: `${hour}:${event.target.value.slice(-2).padStart(2, '0')}` })}
    />
  );
}

/** The next times, in the reader's own zone: what a mistake in the fields is seen by. */
function Preview({ cron, zone }: { readonly cron: string; readonly zone: string }) {
  const times = nextTimes(cron, zone, toInstant(serverNow()));
  return (
    <div className="rounded-lg bg-surface px-4 py-3 text-sm" data-preview>
      <p className="font-medium">{WORDS.preview}</p>
      {times.length === 0 ? (
        <p className="text-muted">{WORDS.preview_none}</p>
      ) : (
        <ul className="text-muted">
          {times.map((at) => (
            <li key={at}>{momentText(toEpochMs(at))}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** None while the fields are not valid: the server says what is wrong with them. */
function nextTimes(cron: string, zone: string, after: Instant): Instant[] {
  const times: Instant[] = [];
  try {
    for (let at: Instant | null = after; at !== null && times.length < PREVIEWED; ) {
      at = nextOccurrence(cron, zone, at);
      if (at !== null) times.push(at);
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  return times;
}
