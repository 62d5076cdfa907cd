import type { ReactNode } from 'react';

interface Props {
  /** What stays above the fields, such as the form's steps. */
  readonly head?: ReactNode;
  /** What stays below them: the buttons, always in sight. */
  readonly footer: ReactNode;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A form that fills its sheet: its fields scroll between what stays. */
export function FormFrame({ head, footer, onSubmit, children }: Props) {
  return (
    <form
      noValidate
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {head}
      <div className="min-h-0 flex-1 space-y-5 overflow-y-auto px-4 py-5 md:px-6">{children}</div>
      <div className="border-t border-line px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:px-6">
        {footer}
      </div>
    </form>
  );
}
