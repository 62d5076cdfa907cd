import { toInstant } from '../../../functions/src/schema/time.ts';
import { serverNow } from '../clock.ts';
import { describedBy, Field, INPUT } from '../ui/Field.tsx';
import { RHYTHM_WORDS, SCHEDULE_DIALOG as WORDS } from '../words/schedules.ts';
import { weekdayName } from './cronWords.ts';
import { isOwnZone } from './ownZone.ts';
import { previewOf } from './previewView.ts';
import { cronOf } from './scheduleDraft.ts';
import { RHYTHMS, type ScheduleDraft } from './scheduleFields.ts';
import { type FieldProblems, hintsOf } from './toldProblems.ts';

interface Props {
  readonly draft: ScheduleDraft;
  readonly problems: FieldProblems;
  readonly change: (changes: Partial<ScheduleDraft>) => void;
}

/** Monday first. */
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 0];
const DAYS = Array.from({ length: 31 }, (_, index) => String(index + 1));

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
      <Field id="schedule-zone" label={WORDS.zone} hint={hintsOf(problems).zone} problem={problems.zone}>
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
      <Preview draft={draft} problems={problems} />
    </>
  );
}

function When({ draft, problems, change }: Props) {
  if (draft.rhythm === 'custom') {
    return (
      <Field id="schedule-cron" label={WORDS.cron} hint={hintsOf(problems).cron} problem={problems.cron}>
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
        <Time draft={draft} problems={problems} change={change} />
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

function Time({ draft, problems, change }: Props) {
  const wrong =
    problems.cron === undefined ? {} : ({ 'aria-invalid': true, 'aria-describedby': 'schedule-time-problem' } as const);
  const [hour = '08', minute = '00'] = draft.time.split(':');
  if (draft.rhythm !== 'hourly') {
    return (
      <input
        {...wrong}
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
      {...wrong}
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

function Preview({ draft, problems }: Omit<Props, 'change'>) {
  return (
    <div className="rounded-lg bg-surface px-4 py-3 text-sm" data-preview>
      <p className="font-medium">{isOwnZone(draft.zone) ? WORDS.preview : WORDS.preview_own_time}</p>
      <ul className="text-muted">
        {previewOf(draft, problems, toInstant(serverNow())).map(({ key, text }) => (
          <li key={key} className="wrap-any">
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
}
