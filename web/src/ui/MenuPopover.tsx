import type { LucideIcon } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
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
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly id?: string;
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** The class by which it hangs from its button. */
  readonly place: string;
  readonly onOpening?: (isOpen: boolean) => void;
  readonly onClosed?: () => void;
}

/** The lines of a menu, over the page. Arrow keys go through them, Escape closes it. */
export function MenuPopover({ ref, id, label, items, place, onOpening, onClosed }: Props) {
  return (
    <div
      ref={ref}
      id={id}
      popover="auto"
      tabIndex={-1}
      role="menu"
      aria-label={label}
      onKeyDown={walk}
      onBeforeToggle={(event) => onOpening?.(event.newState === 'open')}
      onToggle={(event) => (event.newState === 'open' ? focusItem(ref.current, 0) : onClosed?.())}
      className={`${place} w-max min-w-52 rounded-xl border border-line bg-bg p-1.5 text-sm text-text shadow-[0_12px_32px_var(--shadow)]`}
    >
      {items.map((item) => (
        <Item key={item.key} item={item} close={() => ref.current?.hidePopover()} />
      ))}
    </div>
  );
}

function Item({ item, close }: { readonly item: MenuItem; readonly close: () => void }) {
  const { label, icon: Icon, href, onSelect, blocked = null, isDanger = false } = item;
  const look = `flex min-h-11 w-full items-center gap-2.5 rounded-lg px-3 py-1.5 text-left hover:bg-surface focus-visible:bg-surface aria-disabled:text-muted md:min-h-9 ${isDanger ? 'text-failed' : ''}`;
  const face = (
    <>
      <Icon className={`size-4 shrink-0 ${blocked === null ? '' : 'mt-0.5 self-start'}`} aria-hidden />
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
