import { ArrowDownToLine, Copy, Download, Pause, Play } from 'lucide-react';
import type { HistoryEntry } from '../../../../functions/src/schema/history.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/copyText.ts';
import { download } from '../../ui/download.ts';
import { INPUT } from '../../ui/Field.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { KIND_MEANINGS } from '../../words/eventKinds.ts';
import { LOG_WORDS } from '../../words/missionViews.ts';
import { HISTORY_KIND_WORDS } from '../../words/shared.ts';
import { KindLegend } from './KindLegend.tsx';
import { isFiltered, jsonLines, LOG_KINDS, type LogFilter, lineText, stepsIn, toggled } from './logFilter.ts';

interface Props {
  readonly id: string;
  readonly filter: LogFilter;
  readonly loaded: readonly HistoryEntry[];
  readonly shown: readonly HistoryEntry[];
  readonly nameOf: (step: number) => string;
  readonly onFilter: (filter: Omit<LogFilter, 'step'>) => void;
  readonly setStep: (step: number | null) => void;
  readonly isFollowing: boolean;
  readonly toggleFollow: () => void;
  readonly isPaused: boolean;
  readonly togglePause: () => void;
}

/** What is shown of the events, and what can be done with them. */
export function LogBar(props: Props) {
  const { id, filter, loaded, shown } = props;
  const { kinds, text } = filter;
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-2" role="search" aria-label={LOG_WORDS.filter}>
        <input
          type="search"
          aria-label={LOG_WORDS.search}
          placeholder={LOG_WORDS.search}
          value={text}
          onChange={(event) => props.onFilter({ kinds, text: event.target.value })}
          className={`${INPUT} min-w-40 flex-1`}
        />
        <StepChoice {...props} />
      </div>
      <div className="flex flex-wrap items-center gap-x-1 gap-y-2">
        <div role="group" aria-label={LOG_WORDS.kinds} className="flex flex-wrap gap-1">
          {LOG_KINDS.map((kind) => (
            <button
              key={kind}
              type="button"
              aria-pressed={kinds.includes(kind)}
              title={KIND_MEANINGS[kind]}
              onClick={() => props.onFilter({ kinds: toggled(kinds, kind), text })}
              className="min-h-11 rounded-full border border-border-ui px-3 text-sm text-muted hover:bg-surface aria-pressed:border-accent aria-pressed:bg-surface aria-pressed:font-semibold aria-pressed:text-text md:min-h-8"
            >
              {HISTORY_KIND_WORDS[kind]}
            </button>
          ))}
        </div>
        <div className="ml-auto flex flex-wrap items-center justify-end max-sm:[&>button]:px-2.5">
          <Button
            look="quiet"
            aria-pressed={props.isFollowing}
            title={LOG_WORDS.followMeaning}
            onClick={props.toggleFollow}
            className="aria-pressed:text-accent"
          >
            <ArrowDownToLine className="size-4" aria-hidden />
            {LOG_WORDS.follow}
          </Button>
          <PauseButton isPaused={props.isPaused} onPress={props.togglePause} />
          <IconButton
            icon={Copy}
            label={LOG_WORDS.copyAll}
            onClick={() => void copyText(shown.map(lineText).join('\n'))}
          />
          <IconButton
            icon={Download}
            label={LOG_WORDS.download}
            onClick={() => download(`${id}-events.jsonl`, 'application/jsonl', jsonLines(shown))}
          />
        </div>
      </div>
      <KindLegend />
      {isFiltered(filter) && <p className="text-sm text-muted">{LOG_WORDS.count(shown.length, loaded.length)}</p>}
    </div>
  );
}

function StepChoice({ filter, loaded, nameOf, setStep }: Props) {
  const steps = stepsIn(loaded);
  const all = filter.step === null || steps.includes(filter.step) ? steps : [...steps, filter.step];
  return (
    <select
      aria-label={LOG_WORDS.step}
      value={filter.step ?? ''}
      onChange={({ target }) => setStep(target.value === '' ? null : Number(target.value))}
      className={`${INPUT} max-w-56 min-w-32 flex-1`}
    >
      <option value="">{LOG_WORDS.allSteps}</option>
      {all.map((step) => (
        <option key={step} value={step}>
          {LOG_WORDS.stepName(step, nameOf(step))}
        </option>
      ))}
    </select>
  );
}

function PauseButton({ isPaused, onPress }: { readonly isPaused: boolean; readonly onPress: () => void }) {
  const Icon = isPaused ? Play : Pause;
  return (
    <Button look="quiet" onClick={onPress} title={isPaused ? undefined : LOG_WORDS.holdMeaning}>
      <Icon className="size-4" aria-hidden />
      {isPaused ? LOG_WORDS.goOn : LOG_WORDS.hold}
    </Button>
  );
}
