import { X } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import { readStored, writeStored } from '../../storage.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { PEEK_WORDS } from '../../words/listTools.ts';
import { closePeek } from './rowStores.ts';

const KEY = 'ui.peekWidth';
/** In pixels. Narrower cuts its words; wider leaves the list less than a row needs. */
const LEAST = 320;
const MOST = 560;
const USUAL = 400;
const STEP = 24;

/** A panel whose width is set by its edge: with the arrow keys or by pulling, and kept for the next time. */
export function PeekFrame({ children }: { readonly children: ReactNode }) {
  const [width, setWidth] = useState(() => bounded(Number(readStored(KEY)) || USUAL));
  const resize = (next: number): void => {
    setWidth(bounded(next));
    writeStored(KEY, bounded(next));
  };
  const style: CSSProperties & Record<'--peek-width', string> = { '--peek-width': `${width}px` };
  return (
    <aside
      aria-label={PEEK_WORDS.title}
      data-peek
      style={style}
      className="sticky top-20 ml-6 hidden max-h-[calc(100dvh-6rem)] w-(--peek-width) shrink-0 xl:flex"
    >
      <Edge width={width} onResize={resize} />
      <div className="panel min-w-0 flex-1 overflow-y-auto p-5">
        <div className="-mt-2 -mr-2 mb-1 flex items-center justify-between">
          <p className="text-sm font-semibold text-muted">{PEEK_WORDS.title}</p>
          <IconButton icon={X} label={PEEK_WORDS.close} onClick={closePeek} />
        </div>
        {children}
      </div>
    </aside>
  );
}

function Edge({ width, onResize }: { readonly width: number; readonly onResize: (width: number) => void }) {
  const press = (event: KeyboardEvent): void => {
    const next = { ArrowLeft: width + STEP, ArrowRight: width - STEP, Home: LEAST, End: MOST }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onResize(next);
  };
  const pull = (event: PointerEvent<HTMLElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onResize(width - event.movementX);
  };
  return (
    // A separator that has the focus is a control (WAI-ARIA: window splitter).
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={PEEK_WORDS.resize}
      aria-valuenow={width}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      tabIndex={0}
      onKeyDown={press}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={pull}
      className="-ml-6 w-6 shrink-0 cursor-col-resize touch-none rounded-lg hover:bg-surface"
    />
  );
}

function bounded(width: number): number {
  return Math.min(MOST, Math.max(LEAST, Math.round(width)));
}
