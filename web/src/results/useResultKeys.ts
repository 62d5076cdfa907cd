import { type RefObject, useEffect } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { useKeys } from '../ui/keys.ts';
import { pairHref } from './compare/comparePlace.ts';
import { type Finished, reportOf } from './resultFacts.ts';
import { dropPicks, picks, togglePick } from './resultPicks.ts';
import { knownReports } from './useReports.ts';

/** The keys of the library; those that mean a row mean the one that has the focus. Esc lets go of what is chosen. */
export function useResultKeys(list: RefObject<HTMLElement | null>, missions: readonly Finished[]): void {
  const onRow = (act: (id: string) => void): void => {
    const id = focusedRow(list.current)?.dataset['result'];
    if (id !== undefined) act(id);
  };
  useKeys('results', {
    next: () => step(list.current, 1),
    previous: () => step(list.current, -1),
    open: () => {
      const href = focusedRow(list.current)?.querySelector('a')?.getAttribute('href');
      if (href !== undefined && href !== null) navigate(href);
    },
    select: () =>
      onRow((id) => {
        const mission = missions.find((each) => each.mission_id === id);
        if (mission !== undefined && reportOf(mission, knownReports()) !== 'none') togglePick(mission);
      }),
    compare: () => {
      const [one, other] = picks.get();
      if (one !== undefined && other !== undefined) navigate(pairHref(one, other));
    },
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      // What lies on top is closed by the browser itself.
      if (event.defaultPrevented || document.querySelector('dialog:modal, :popover-open') !== null) return;
      if (event.key === 'Escape') dropPicks();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
}

/** Moves the focus to the next row or the one before; from outside to the first. */
function step(list: HTMLElement | null, by: 1 | -1): void {
  const links = [...(list?.querySelectorAll<HTMLElement>('[data-result] a') ?? [])];
  const here = focusedRow(list)?.querySelector('a') ?? null;
  const at = links.findIndex((link) => link === here);
  links[at === -1 ? 0 : at + by]?.focus();
}

function focusedRow(list: HTMLElement | null): HTMLElement | null {
  const row = document.activeElement?.closest<HTMLElement>('[data-result]') ?? null;
  return row !== null && list?.contains(row) === true ? row : null;
}
