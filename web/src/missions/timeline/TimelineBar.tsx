import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { TIMELINE_WORDS } from '../../words/missionViews.ts';
import { WHOLE, type Window } from './axis.ts';
import { isNarrowest, isWhole, moved, zoomIn, zoomOut } from './zoom.ts';

interface Props {
  readonly window: Window;
  readonly setWindow: (window: Window) => void;
  readonly folds: boolean;
  readonly setFolds: (folds: boolean) => void;
  readonly canFold: boolean;
  readonly zoomToStep: (() => void) | null;
}

/** Zoom by buttons, along by buttons: nothing here needs a drag. */
export function TimelineBar({ window, setWindow, folds, setFolds, canFold, zoomToStep }: Props) {
  const words = TIMELINE_WORDS;
  return (
    <div className="mb-2 flex flex-wrap items-center gap-x-1 gap-y-1">
      <Legend />
      <div className="ml-auto flex flex-wrap items-center">
        {canFold && (
          <label title={words.foldMeaning} className="mr-2 flex min-h-11 items-center gap-2 text-sm md:min-h-9">
            <input
              type="checkbox"
              className="size-5 accent-accent md:size-4"
              checked={folds}
              onChange={() => setFolds(!folds)}
            />
            {words.foldIdle}
          </label>
        )}
        {zoomToStep !== null && (
          <Button look="quiet" onClick={zoomToStep} className="max-md:hidden">
            {words.zoomToStep}
          </Button>
        )}
        {!isWhole(window) && (
          <>
            <IconButton
              icon={ChevronLeft}
              label={words.earlier}
              aria-disabled={window.from <= 0}
              onClick={() => setWindow(moved(window, -1))}
            />
            <IconButton
              icon={ChevronRight}
              label={words.later}
              aria-disabled={window.to >= 1}
              onClick={() => setWindow(moved(window, 1))}
            />
            <Button look="quiet" title={words.wholeMeaning} onClick={() => setWindow(WHOLE)}>
              {words.whole}
            </Button>
          </>
        )}
        <IconButton
          icon={ZoomOut}
          label={words.zoomOut}
          aria-disabled={isWhole(window)}
          onClick={() => setWindow(zoomOut(window))}
        />
        <IconButton
          icon={ZoomIn}
          label={words.zoomIn}
          aria-disabled={isNarrowest(window)}
          onClick={() => setWindow(zoomIn(window))}
        />
      </div>
    </div>
  );
}

/** What the looks of the bars mean: never the colour alone, for each has a shape or a word as well. */
function Legend() {
  const { queued, running, waiting, failed } = TIMELINE_WORDS.legend;
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 text-xs text-muted" aria-hidden>
      <Sign tone="queued" look="border border-border-ui" word={queued} />
      <Sign tone="succeeded" look="bar-mark bg-tone" word={running} />
      <Sign tone="waiting" look="bar-wait border border-tone" word={waiting} />
      <Sign tone="failed" look="bar-mark bar-failed bg-tone" word={failed} />
    </ul>
  );
}

function Sign({ tone, look, word }: { readonly tone: string; readonly look: string; readonly word: string }) {
  return (
    <li className="flex items-center gap-1.5" data-tone={tone}>
      <span className={`h-2.5 w-4 rounded-sm ${look}`} />
      {word}
    </li>
  );
}
