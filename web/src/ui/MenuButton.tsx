import { type ReactNode, useId, useRef, useState } from 'react';
import { type MenuItem, MenuPopover } from './MenuPopover.tsx';

interface Props {
  /** What the menu is called, and its button too where its face is no text. */
  readonly label: string;
  readonly isFaceText?: boolean;
  readonly items: readonly MenuItem[];
  readonly className: string;
  /** For whoever opens it by a key. */
  readonly id?: string | undefined;
  readonly shortcut?: string | undefined;
  readonly children: ReactNode;
}

/** A button that opens a menu. Arrow keys go through it, Escape leaves it; the focus returns to the button. */
export function MenuButton({ label, isFaceText = false, items, className, id, shortcut, children }: Props) {
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
        aria-label={isFaceText ? undefined : label}
        aria-haspopup="menu"
        aria-keyshortcuts={shortcut}
        title={isFaceText ? undefined : label}
        popoverTarget={own}
        className={className}
      >
        {children}
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
