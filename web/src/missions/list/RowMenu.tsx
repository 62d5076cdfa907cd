import { Copy, ExternalLink, Link2, type LucideIcon, PanelRight } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { useStore } from '../../store.ts';
import { toast } from '../../ui/toast.ts';
import { MENU_WORDS } from '../../words/listTools.ts';
import { COPYING } from '../../words/toasts.ts';
import type { ListRow } from './listRows.ts';
import { menuFor, PEEK_ROOM, togglePeek } from './rowStores.ts';

interface Item {
  readonly key: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly onSelect: () => void;
}

/** What can be done with the row whose menu is open. One menu for all rows: a hundred of them would weigh more than the list. */
export function RowMenu({ rows }: { readonly rows: readonly ListRow[] }) {
  const id = useStore(menuFor);
  const row = rows.find((each) => each.id === id);
  return row === undefined ? null : <OpenMenu key={row.id} row={row} />;
}

function OpenMenu({ row }: { readonly row: ListRow }) {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = menu.current;
    element?.showPopover();
    focusItem(element, 0);
    return () => backTo(row.id);
  }, [row.id]);
  return (
    <div
      ref={menu}
      popover="auto"
      role="menu"
      tabIndex={-1}
      aria-label={MENU_WORDS.menu}
      onKeyDown={walk}
      onToggle={(event) => event.newState === 'closed' && menuFor.set(null)}
      className="row-menu w-max min-w-52 rounded-xl border border-line bg-bg p-1.5 text-sm text-text shadow-[0_12px_32px_var(--shadow)]"
    >
      {itemsFor(row).map(({ key, label, icon: Icon, onSelect }) => (
        <button
          key={key}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className="flex min-h-11 w-full items-center gap-2.5 rounded-lg px-3 py-1.5 text-left hover:bg-surface focus-visible:bg-surface md:min-h-9"
          onClick={() => {
            // Closed first: what it opens then returns the focus to the row.
            menuFor.set(null);
            onSelect();
          }}
        >
          <Icon className="size-4 shrink-0" aria-hidden />
          {label}
        </button>
      ))}
    </div>
  );
}

function itemsFor({ id }: ListRow): Item[] {
  const peek: Item = { key: 'peek', label: MENU_WORDS.peek, icon: PanelRight, onSelect: () => togglePeek(id) };
  return [
    { key: 'open', label: MENU_WORDS.open, icon: ExternalLink, onSelect: () => navigate(`/m/${id}`) },
    ...(matchMedia(PEEK_ROOM).matches ? [peek] : []),
    { key: 'link', label: MENU_WORDS.copy_link, icon: Link2, onSelect: () => copy(`${location.origin}/m/${id}`) },
    { key: 'id', label: MENU_WORDS.copy_id, icon: Copy, onSelect: () => copy(id) },
  ];
}

function copy(text: string): void {
  navigator.clipboard.writeText(text).then(
    () => toast(COPYING.done),
    // Forbidden on this page or by this browser.
    () => toast(COPYING.failed),
  );
}

/** The focus goes back to the row, unless something else has taken it meanwhile. */
function backTo(id: string): void {
  const at = document.activeElement;
  if (at !== null && at !== document.body && !at.matches('[role=menuitem]')) return;
  const rows = [...document.querySelectorAll<HTMLElement>('[data-menu]')];
  rows.find((button) => button.dataset['menu'] === id)?.focus();
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const items = itemsOf(event.currentTarget);
  const at = items.findIndex((item) => item === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === 'Tab') menuFor.set(null);
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
