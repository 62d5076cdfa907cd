import { Ellipsis, type LucideIcon } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { Link } from 'wouter';

/** A line of a menu: a link where it leads somewhere, else what it does. */
export interface MenuItem {
  readonly key: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly href?: string;
  readonly onSelect?: () => void;
  /** Why it does nothing now. It stays in the menu, so that the reason can be heard. */
  readonly blocked?: string | null;
  readonly isDanger?: boolean;
}

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
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
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
      <div
        ref={menu}
        id={own}
        popover="auto"
        tabIndex={-1}
        role="menu"
        aria-label={label}
        onKeyDown={walk}
        onBeforeToggle={(event) => setOpen(event.newState === 'open')}
        onToggle={(event) => event.newState === 'open' && focusItem(menu.current, 0)}
        className="menu-popover w-max min-w-52 rounded-xl border border-line bg-bg p-1.5 text-sm text-text shadow-[0_12px_32px_var(--shadow)]"
      >
        {isOpen && items.map((item) => <Item key={item.key} item={item} close={() => menu.current?.hidePopover()} />)}
      </div>
    </>
  );
}

function Item({ item, close }: { readonly item: MenuItem; readonly close: () => void }) {
  const { label, icon: Icon, href, onSelect, blocked = null, isDanger = false } = item;
  const look = `flex min-h-11 w-full items-center gap-2.5 rounded-lg px-3 py-1.5 text-left hover:bg-surface focus-visible:bg-surface aria-disabled:text-muted md:min-h-9 ${isDanger ? 'text-failed' : ''}`;
  const face = (
    <>
      <Icon className="size-4 shrink-0" aria-hidden />
      <span>
        {label}
        {blocked !== null && <span className="block max-w-56 text-muted">{blocked}</span>}
      </span>
    </>
  );
  if (href !== undefined) {
    return (
      <Link href={href} role="menuitem" tabIndex={-1} className={look} onClick={close}>
        {face}
      </Link>
    );
  }
  const select = (): void => {
    if (blocked !== null) return;
    // Closed first: what it opens then returns the focus to the menu's button.
    close();
    onSelect?.();
  };
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      aria-disabled={blocked !== null || undefined}
      className={look}
      onClick={select}
    >
      {face}
    </button>
  );
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const items = itemsOf(event.currentTarget);
  const at = items.findIndex((item) => item === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === 'Tab') event.currentTarget.hidePopover();
  if (to === undefined) return;
  event.preventDefault();
  focusItem(event.currentTarget, (to + items.length) % items.length);
}

function focusItem(menu: HTMLElement | null, index: number): void {
  if (menu !== null) itemsOf(menu)[index]?.focus();
}

function itemsOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
}
