import { type ReactNode, useId } from 'react';
import { FormButtons } from './FormButtons.tsx';
import { FormFrame } from './FormFrame.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import { Sheet } from './Sheet.tsx';
import { useLeaving } from './useLeaving.ts';

interface Props {
  readonly title: string;
  /** Whether something would be missed that the reader wrote: then it is left only after a question. */
  readonly isWritten: boolean;
  readonly submit: string;
  readonly busy: string;
  readonly isBusy: boolean;
  readonly blocked: string | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form of one step over the page: its buttons stay in sight, and what was written in it is not lost by one key. */
export function FormSheet({ title, isWritten, onSubmit, onClose, children, ...buttons }: Props) {
  const id = useId();
  const leaving = useLeaving(isWritten, onClose);
  return (
    <Sheet
      labelledBy={id}
      look="fitting"
      onLeave={leaving.ask}
      title={
        <h2 id={id} className="min-w-0 flex-1 text-lg font-semibold">
          {title}
        </h2>
      }
    >
      <FormFrame
        onSubmit={() => {
          if (buttons.blocked === null && !buttons.isBusy) onSubmit();
        }}
        footer={<FormButtons {...buttons} onLeave={leaving.ask} />}
      >
        {children}
      </FormFrame>
      {leaving.isAsked && <LeaveDialog isKept={false} onStay={leaving.stay} onLeave={leaving.leave} />}
    </Sheet>
  );
}
