import { Ellipsis } from 'lucide-react';
import { MenuButton } from './MenuButton.tsx';
import type { MenuItem } from './MenuPopover.tsx';

interface Props {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly id?: string;
  readonly shortcut?: string | undefined;
}

/** What can be done besides the main thing, behind three dots. */
export function Menu({ label, items, id, shortcut }: Props) {
  return (
    <MenuButton
      label={label}
      items={items}
      id={id}
      shortcut={shortcut}
      className="grid size-11 shrink-0 place-items-center rounded-lg border border-border-ui bg-bg hover:bg-surface md:size-9"
    >
      <Ellipsis className="size-[1.125rem]" aria-hidden />
    </MenuButton>
  );
}
