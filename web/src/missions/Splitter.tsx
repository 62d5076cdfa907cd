import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { readStored, writeStored } from '../storage.ts';
import { VIEW_WORDS } from '../words/missionViews.ts';

const KEY = 'ui.stepsWidth';
const NARROWEST = 240;
const WIDEST = 480;
const USUAL = 320;
/** How far an arrow key moves it. */
const STEP = 20;

function fitting(width: number): number {
  return Math.min(WIDEST, Math.max(NARROWEST, Math.round(width)));
}

/** How wide the steps are, on this device. */
export function useStepsWidth(): [width: number, setWidth: (width: number) => void] {
  const [width, setWidth] = useState(() => {
    const stored = readStored(KEY);
    return typeof stored === 'number' ? fitting(stored) : USUAL;
  });
  return [
    width,
    (next) => {
      setWidth(fitting(next));
      writeStored(KEY, fitting(next));
    },
  ];
}

interface Props {
  readonly controls: string;
  readonly width: number;
  readonly onWidth: (width: number) => void;
}

/** Between two columns: arrow keys, Home and End, or a drag, move it; a double click brings it back. */
export function Splitter({ controls, width, onWidth }: Props) {
  const press = (event: KeyboardEvent): void => {
    const next = { ArrowLeft: width - STEP, ArrowRight: width + STEP, Home: NARROWEST, End: WIDEST }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onWidth(next);
  };
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons === 1) onWidth(width + event.movementX);
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={VIEW_WORDS.resize}
      title={VIEW_WORDS.resizeMeaning}
      aria-controls={controls}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      aria-valuenow={width}
      tabIndex={0}
      onKeyDown={press}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onDoubleClick={() => onWidth(USUAL)}
      className="group flex w-8 cursor-col-resize touch-none justify-center self-stretch rounded-lg py-2"
    >
      <span className="w-px bg-line group-hover:w-0.5 group-hover:bg-border-ui group-focus-visible:bg-focus" />
    </div>
  );
}
