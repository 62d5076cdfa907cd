import { Ellipsis } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { type MenuItem, MenuPopover } from './MenuPopover.tsx';

interface Props {
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** For whoever opens it by a key. */
  readonly id?: string;
  readonly shortcut?: string | undefined;
}

/** What can be done besides the main thing. Arrow keys go through it, Escape leaves it; the focus returns to its button. */
export function Menu({ label, items, id, shortcut }: Props) {
  const own = useId();
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        id={id}
        aria-label={label}
        aria-haspopup="menu"
        aria-keyshortcuts={shortcut}
        title={label}
        popoverTarget={own}
        className="grid size-11 shrink-0 place-items-center rounded-lg border border-border-ui bg-bg hover:bg-surface md:size-9"
      >
        <Ellipsis className="size-[1.125rem]" aria-hidden />
      </button>
      <MenuPopover
        ref={menu}
        id={own}
        label={label}
        items={isOpen ? items : []}
        place="menu-popover"
        onOpening={(opens) => opens && setOpen(true)}
        // Its lines go after it has closed: with the focused one would go the focus that the browser gives back.
        onClosed={() => {
          if (menu.current?.contains(document.activeElement)) button.current?.focus();
          setOpen(false);
        }}
      />
    </>
  );
}
