import { durationText } from '../../../../client/src/words/duration.ts';
import { connection, INTERVALS_MS, setLiveSettings } from '../../connectionStore.ts';
import { useStore } from '../../store.ts';
import { INPUT } from '../../ui/Field.tsx';
import { Switcher } from '../../ui/Switcher.tsx';
import { PANEL_WORDS } from '../../words/connectionPanel.ts';

const SWITCH = { on: PANEL_WORDS.on, off: PANEL_WORDS.off } as const;
const OWN = 'own';

/** Whether changes are listened to, and how often they are asked for where they are not. */
export function LiveSwitches() {
  const { isLiveOn, intervalMs } = useStore(connection);
  return (
    <div className="panel divide-y divide-line">
      <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-3.5">
        <div className="min-w-0 flex-1 basis-56">
          <p className="font-medium">{PANEL_WORDS.live}</p>
          <p className="text-sm text-muted">{PANEL_WORDS.live_hint}</p>
        </div>
        <Switcher
          label={PANEL_WORDS.live}
          options={SWITCH}
          value={isLiveOn ? 'on' : 'off'}
          onChange={(value) => setLiveSettings({ isLiveOn: value === 'on', intervalMs })}
        />
      </div>
      <div className="px-4 py-3.5">
        <label htmlFor="poll-interval" className="block font-medium">
          {PANEL_WORDS.interval}
        </label>
        <p id="poll-interval-hint" className="mb-2 text-sm text-muted">
          {PANEL_WORDS.interval_hint} {PANEL_WORDS.device}
        </p>
        <select
          id="poll-interval"
          aria-describedby="poll-interval-hint"
          className={`${INPUT} max-w-md`}
          value={intervalMs ?? OWN}
          onChange={({ target }) => {
            const chosen = INTERVALS_MS.find((each) => String(each) === target.value) ?? null;
            setLiveSettings({ isLiveOn, intervalMs: chosen });
          }}
        >
          <option value={OWN}>{PANEL_WORDS.interval_own}</option>
          {INTERVALS_MS.map((ms) => (
            <option key={ms} value={ms}>
              {durationText(ms)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
