import { useEffect } from 'react';
import { KeyCaps } from '../ui/KeyCaps.tsx';
import { PALETTE } from '../words/palette.ts';
import type { DoableEntry } from './paletteEntries.ts';
import { ENTRY_ICONS } from './paletteIcons.ts';
import { type FoundEntry, type FoundGroup, piecesOf } from './paletteView.ts';

interface Props {
  readonly id: string;
  /** What was typed, where nothing is called so; else empty. */
  readonly nothing: string;
  readonly groups: readonly FoundGroup<DoableEntry>[];
  readonly active: DoableEntry | null;
  readonly onPoint: (entry: DoableEntry) => void;
  readonly onTake: (entry: DoableEntry, isBeside: boolean) => void;
}

/** The element of an entry, for `aria-activedescendant`; an id has no spaces. */
export function optionId(id: string, entry: DoableEntry): string {
  return `${id}-${entry.id.replaceAll(/[^\w-]+/g, '_')}`;
}

export function PaletteList({ id, nothing, groups, active, onPoint, onTake }: Props) {
  const activeId = active === null ? null : optionId(id, active);
  useEffect(() => {
    if (activeId !== null) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  return (
    <>
      {/* Not in the list box, which holds nothing but options. */}
      {nothing !== '' && (
        <p className="px-4.5 pt-4 pb-1 text-sm text-muted">
          <span className="block text-base font-medium wrap-any text-text">{PALETTE.nothing(nothing)}</span>
          {PALETTE.nothing_searched} {PALETTE.nothing_hint}
        </p>
      )}
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={PALETTE.results}
        className="min-h-0 flex-1 scroll-py-9 overflow-y-auto overscroll-contain p-2"
      >
        {groups.map(({ group, title, found }) => (
          <div key={group} role="group" aria-label={title} className="mb-1.5 last:mb-0">
            <p className="px-2.5 pt-1.5 pb-1 text-xs font-semibold text-muted" aria-hidden>
              {title}
            </p>
            {found.map((one) => (
              <Option
                key={one.entry.id}
                id={optionId(id, one.entry)}
                one={one}
                isActive={one.entry === active}
                onPoint={() => onPoint(one.entry)}
                onTake={(isBeside) => onTake(one.entry, isBeside)}
              />
            ))}
          </div>
        ))}
      </div>
    </>
  );
}

interface OptionProps {
  readonly id: string;
  readonly one: FoundEntry<DoableEntry>;
  readonly isActive: boolean;
  readonly onPoint: () => void;
  readonly onTake: (isBeside: boolean) => void;
}

function Option({ id, one: { entry, ranges }, isActive, onPoint, onTake }: OptionProps) {
  const Icon = ENTRY_ICONS[entry.group];
  return (
    // The focus stays in the field, which names this by its id.
    <button
      type="button"
      tabIndex={-1}
      id={id}
      role="option"
      aria-selected={isActive}
      onPointerMove={isActive ? undefined : onPoint}
      onClick={(event) => onTake(event.ctrlKey || event.metaKey)}
      className="flex min-h-11 w-full items-center text-left gap-3 rounded-lg px-2.5 py-1.5 aria-selected:bg-surface aria-selected:outline-2 aria-selected:-outline-offset-2 aria-selected:outline-border-ui md:min-h-9"
    >
      <Icon className="size-4 shrink-0 text-muted" aria-hidden />
      <span className="line-clamp-2 min-w-0 flex-1 wrap-any">
        {piecesOf(entry.label, ranges).map(({ text, isMarked }, index) =>
          isMarked ? (
            <mark key={index} className="bg-transparent font-semibold text-accent">
              {text}
            </mark>
          ) : (
            text
          ),
        )}
      </span>
      {entry.hint !== undefined && <span className="max-w-[40%] truncate text-sm text-muted">{entry.hint}</span>}
      {entry.keys !== undefined && (
        <span className="max-md:hidden" aria-hidden>
          <KeyCaps keys={entry.keys} />
        </span>
      )}
    </button>
  );
}
