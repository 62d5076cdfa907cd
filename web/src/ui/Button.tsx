import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

export type ButtonLook = 'primary' | 'plain' | 'danger' | 'quiet';

const BASE =
  'inline-flex items-center justify-center gap-2 rounded-lg px-4 min-h-11 md:min-h-9 md:px-3.5 text-sm font-medium ' +
  'print:hidden whitespace-nowrap select-none transition-colors aria-disabled:opacity-60 aria-disabled:cursor-not-allowed';

const LOOKS: Record<ButtonLook, string> = {
  primary: 'bg-accent text-on-accent border border-transparent not-aria-disabled:hover:brightness-110',
  plain: 'bg-bg text-text border border-border-ui not-aria-disabled:hover:bg-surface',
  danger: 'bg-bg text-failed border border-border-ui not-aria-disabled:hover:bg-surface',
  quiet: 'bg-transparent text-text border border-transparent not-aria-disabled:hover:bg-surface',
};

/** The look of a button, for links that stand beside buttons. */
export function buttonClass(look: ButtonLook): string {
  return `${BASE} ${LOOKS[look]}`;
}

interface Props extends Omit<ComponentProps<'button'>, 'disabled'> {
  readonly look?: ButtonLook;
  readonly isBusy?: boolean;
  /** Why it does nothing now. It stays focusable, so that the reason can be heard. */
  readonly blocked?: string | null;
  readonly children: ReactNode;
}

export function Button({
  look = 'plain',
  isBusy = false,
  blocked = null,
  children,
  onClick,
  className,
  ...rest
}: Props) {
  const isOff = isBusy || blocked !== null;
  return (
    <button
      type="button"
      {...rest}
      className={`${buttonClass(look)} ${className ?? ''}`}
      aria-disabled={isOff || undefined}
      aria-busy={isBusy || undefined}
      title={blocked ?? rest.title}
      onClick={(event) => {
        if (isOff) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {isBusy && <LoaderCircle className="spin size-4" aria-hidden />}
      {children}
    </button>
  );
}
