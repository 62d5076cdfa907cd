import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes } from 'react';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: LucideIcon;
  readonly label: string;
}

/** A button that is one icon: 44 px on touch layouts, 36 px where there is a pointer's worth of room. */
export function IconButton({ icon: Icon, label, ...rest }: Props) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className="grid size-11 shrink-0 place-items-center rounded-lg text-muted hover:bg-surface hover:text-text aria-disabled:cursor-default aria-disabled:opacity-40 md:size-9"
    >
      <Icon className="size-[1.125rem]" aria-hidden />
    </button>
  );
}
