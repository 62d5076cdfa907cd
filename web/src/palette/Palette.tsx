import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId } from 'react';
import { announce } from '../ui/announcer.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { KEY_MAP } from '../ui/keyMap.ts';
import { hasCommandKey, pressedKey } from '../ui/keyNames.ts';
import { PALETTE } from '../words/palette.ts';
import { PaletteFoot } from './PaletteFoot.tsx';
import { optionId, PaletteList } from './PaletteList.tsx';
import type { DoableEntry } from './paletteEntries.ts';
import { performDeed } from './performDeed.ts';
import { usePalette } from './usePalette.ts';

interface Props {
  /** What was typed before this part was there. */
  readonly early: string;
  readonly onHelp: () => void;
  readonly onClose: () => void;
}

/**
 * Leads to anything by a few letters: WAI-ARIA's combobox with a listbox that is always open. The focus stays in the
 * field, and `aria-activedescendant` names the entry that Enter takes.
 */
export default function Palette({ early, onHelp, onClose }: Props) {
  const id = useId();
  const { typed, search, groups, shownCount, count, active, type, move, pointAt, remember } = usePalette(early);
  const take = (entry: DoableEntry | null, isBeside: boolean): void => {
    if (entry === null) return;
    remember(entry);
    onClose();
    // After the dialog has given the focus back, for what is taken may move it on.
    setTimeout(() => performDeed(entry.deed, { isBeside, onHelp }));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = pressedKey(event.nativeEvent, hasCommandKey());
    if (key === 'ArrowDown') move(1);
    else if (key === 'ArrowUp') move(-1);
    else if (key === 'Enter' || key === 'Mod+Enter') take(active, key === 'Mod+Enter');
    else if (key === KEY_MAP.page.palette) onClose();
    else return;
    event.preventDefault();
  };
  const offered = count === 0 && active !== null ? active.label : null;
  useEffect(() => {
    if (typed.trim() === '' || search === 'searching') return;
    announce('palette', saidOf(typed.trim(), count, offered));
  }, [typed, search, count, offered]);
  return (
    <Dialog label={PALETTE.title} look="top" onClose={onClose}>
      <div className="flex max-h-[min(36rem,calc(100dvh-1rem))] flex-col">
        <div className="flex items-center gap-3 rounded-t-2xl border-b border-line px-4 focus-within:outline-2 focus-within:-outline-offset-2 focus-within:outline-focus">
          <Search className="size-5 shrink-0 text-muted" aria-hidden />
          <input
            role="combobox"
            aria-label={PALETTE.title}
            aria-expanded={shownCount > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={active === null ? undefined : optionId(id, active)}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            enterKeyHint="go"
            value={typed}
            placeholder={PALETTE.placeholder}
            onChange={(event) => type(event.target.value)}
            onKeyDown={onKeyDown}
            className="min-h-14 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-muted"
          />
        </div>
        <PaletteList
          id={id}
          nothing={count === 0 && search !== 'searching' ? typed.trim() : ''}
          groups={groups}
          active={active}
          onPoint={pointAt}
          onTake={take}
        />
        <PaletteFoot search={search} />
      </div>
    </Dialog>
  );
}

/** How much is called so, and where that is nothing, what is offered instead. */
function saidOf(typed: string, count: number, offered: string | null): string {
  if (count > 0) return PALETTE.found(count);
  return offered === null ? PALETTE.nothing(typed) : PALETTE.nothing_said(typed, offered);
}
