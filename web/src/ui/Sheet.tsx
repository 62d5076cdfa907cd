import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { FORM_FRAME } from '../words/forms.ts';
import { IconButton } from './IconButton.tsx';
import { LiveRegions } from './LiveRegions.tsx';
import { leftBy, useModal } from './useModal.ts';

/** As high as the window allows, for forms of several steps that must not change their height; or as high as what is in it. */
const LOOKS = {
  tall: 'md:h-[min(46rem,calc(100dvh-3rem))] md:w-[min(46rem,calc(100vw-3rem))]',
  fitting: 'md:h-fit md:max-h-[min(46rem,calc(100dvh-3rem))] md:w-[min(34rem,calc(100vw-3rem))]',
} as const;

interface Props {
  readonly labelledBy: string;
  readonly title: ReactNode;
  readonly look?: keyof typeof LOOKS;
  /** Asked for by Escape, the phone's way back or the cross; whoever answers takes the sheet away, or not. */
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

/**
 * A modal for work that takes a while: all of a narrow screen, the middle of a wide one. A press beside it does not close
 * it, for what was written would be gone. Its children are a column; the one that may grow scrolls.
 */
export function Sheet({ labelledBy, title, look = 'tall', onLeave, children }: Props) {
  const ref = useModal();
  return (
    <dialog
      ref={ref}
      aria-labelledby={labelledBy}
      closedby="closerequest"
      {...leftBy(onLeave)}
      className={`m-0 flex h-dvh max-h-none w-full max-w-none flex-col overflow-hidden bg-bg text-text md:m-auto md:rounded-2xl md:border md:border-line md:shadow-[0_16px_48px_var(--shadow)] ${LOOKS[look]}`}
    >
      <div className="flex items-center justify-between gap-3 border-b border-line py-2 pr-2 pl-4 md:pr-4 md:pl-6">
        {title}
        <IconButton icon={X} label={FORM_FRAME.close} onClick={onLeave} />
      </div>
      {children}
      <LiveRegions />
    </dialog>
  );
}
