import type { ReactNode } from 'react';
import { LiveRegions } from './LiveRegions.tsx';
import { leftBy, useModal } from './useModal.ts';

/** In the middle with room around its words; roomy for a question with three answers in a row; wide for what is read, such as a table; at the top, edge to edge, where a list below a field grows and shrinks. */
const LOOKS = {
  middle: 'm-auto w-[min(28rem,calc(100vw-2rem))] p-6',
  roomy: 'm-auto w-[min(32rem,calc(100vw-2rem))] p-6',
  wide: 'm-auto w-[min(42rem,calc(100vw-1rem))] p-4 sm:p-6',
  top: 'mx-auto mt-[max(0.5rem,min(12dvh,6rem))] mb-auto w-[min(40rem,calc(100vw-1rem))] overflow-hidden p-0',
} as const;

type Props = {
  readonly describedBy?: string;
  readonly look?: keyof typeof LOOKS;
  readonly onClose: () => void;
  /** Hears of Escape and of a press beside it before it closes: for one that something was typed into. */
  readonly onLeave?: (() => void) | undefined;
  readonly children: ReactNode;
} & ({ readonly labelledBy: string } | { readonly label: string });

/**
 * A modal. Opens when it is rendered; closing gives the focus back to what had it before. It has live regions of its own:
 * behind a modal the page's are out of reach, for screen readers too.
 */
export function Dialog({ describedBy, look = 'middle', onClose, onLeave, children, ...name }: Props) {
  const ref = useModal();
  return (
    <dialog
      ref={ref}
      aria-labelledby={'labelledBy' in name ? name.labelledBy : undefined}
      aria-label={'label' in name ? name.label : undefined}
      aria-describedby={describedBy}
      closedby="any"
      {...(onLeave === undefined ? { onClose } : leftBy(onLeave))}
      className={`rounded-2xl border border-line bg-bg text-text shadow-[0_16px_48px_var(--shadow)] ${LOOKS[look]}`}
    >
      {children}
      <LiveRegions />
    </dialog>
  );
}
