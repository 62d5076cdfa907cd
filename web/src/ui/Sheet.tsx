import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './IconButton.tsx';
import { LiveRegions } from './LiveRegions.tsx';
import { useModal } from './useModal.ts';

interface Props {
  readonly labelledBy: string;
  readonly title: ReactNode;
  readonly closeLabel: string;
  /** Asked for by Escape, the phone's way back or the cross; whoever answers takes the sheet away, or not. */
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

/**
 * A modal for work that takes a while: all of a narrow screen, the middle of a wide one. A press beside it does not close
 * it, for what was written would be gone. Its children are a column; the one that may grow scrolls.
 */
export function Sheet({ labelledBy, title, closeLabel, onLeave, children }: Props) {
  const ref = useModal();
  return (
    <dialog
      ref={ref}
      aria-labelledby={labelledBy}
      closedby="closerequest"
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onLeave();
      }}
      className="m-0 flex h-dvh max-h-none w-full max-w-none flex-col overflow-hidden bg-bg text-text md:m-auto md:h-[min(46rem,calc(100dvh-3rem))] md:w-[min(46rem,calc(100vw-3rem))] md:rounded-2xl md:border md:border-line md:shadow-[0_16px_48px_var(--shadow)]"
    >
      <div className="flex items-center justify-between gap-3 border-b border-line py-2 pr-2 pl-4 md:pr-4 md:pl-6">
        {title}
        <IconButton icon={X} label={closeLabel} onClick={onLeave} />
      </div>
      {children}
      <LiveRegions />
    </dialog>
  );
}
