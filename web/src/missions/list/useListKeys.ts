import { type RefObject, useEffect } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { useKeys } from '../../ui/keys.ts';
import { closePeek, menuFor, peeked, rowQuestion, togglePeek } from './rowStores.ts';
import { dropPicks, togglePick } from './selection.ts';

/**
 * The keys of the list. Those that mean a row mean the one that has the focus; the panel beside follows it. The arrows do
 * the same as j and k, within the list alone. Esc closes the panel, then lets go of what is selected.
 */
export function useListKeys(list: RefObject<HTMLElement | null>): void {
  useKeys('list', {
    next: () => step(list.current, 1),
    previous: () => step(list.current, -1),
    open: () => onRow(list.current, (id) => navigate(`/m/${id}`)),
    peek: () => onRow(list.current, togglePeek),
    select: () => onRow(list.current, (id) => togglePick(id, false)),
    menu: () => onRow(list.current, (id) => menuFor.set(id)),
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape') leave();
      else if (event.target instanceof Element && event.target.matches('[data-row-link]')) walk(list.current, event);
    };
    document.addEventListener('keydown', hear);
    return () => {
      document.removeEventListener('keydown', hear);
      peeked.set(null);
      menuFor.set(null);
      rowQuestion.set(null);
    };
  }, [list]);
}

/** What lies on top is closed by the browser itself. */
function leave(): void {
  if (document.querySelector('dialog:modal, :popover-open') !== null) return;
  if (peeked.get() !== null) closePeek();
  else dropPicks();
}

function walk(list: HTMLElement | null, event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  step(list, event.key === 'ArrowDown' ? 1 : -1);
}

/** Moves the focus to the next row or the one before; from outside to the first. */
function step(list: HTMLElement | null, by: 1 | -1): void {
  const links = [...(list?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])];
  const here = focusedRow(list)?.querySelector('[data-row-link]') ?? null;
  const at = links.findIndex((link) => link === here);
  const next = links[at === -1 ? 0 : at + by];
  if (next === undefined) return;
  next.focus();
  if (peeked.get() !== null) onRow(list, (id) => peeked.set(id));
}

function onRow(list: HTMLElement | null, act: (id: string) => void): void {
  const id = focusedRow(list)?.dataset['mission'];
  if (id !== undefined) act(id);
}

function focusedRow(list: HTMLElement | null): HTMLElement | null {
  const row = document.activeElement?.closest<HTMLElement>('[data-mission]') ?? null;
  return row !== null && list?.contains(row) === true ? row : null;
}
