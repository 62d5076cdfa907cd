import {
  Check,
  Copy,
  ExternalLink,
  Link2,
  type LucideIcon,
  PanelRight,
  Pause,
  Pencil,
  Play,
  RotateCcw,
  Trash2,
  X,
} from 'lucide-react';
import { useEffect, useRef } from 'react';
import { isOver } from '../../../../functions/src/core/allowed.ts';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { useFreshness } from '../../shell/useFreshness.ts';
import { useStore } from '../../store.ts';
import { copyText } from '../../ui/copyText.ts';
import { type MenuItem, MenuPopover } from '../../ui/MenuPopover.tsx';
import { MENU } from '../../words/actions.ts';
import { MENU_WORDS } from '../../words/listTools.ts';
import { OFFLINE_REASON } from '../../words/shared.ts';
import { type ActionView, actionsOf } from '../actionViews.ts';
import { act } from '../MissionActions.tsx';
import { useMission } from '../useMission.ts';
import type { ListRow } from './listRows.ts';
import { menuFor, PEEK_ROOM, rowQuestion, togglePeek } from './rowStores.ts';

const ICONS: Record<ActionView['key'], LucideIcon> = {
  approve: Check,
  edit: Pencil,
  execute: Play,
  pause: Pause,
  resume: Play,
  cancel: X,
  retry: RotateCcw,
  retry_all: RotateCcw,
};

/** What can be done with the row whose menu is open. One menu for all rows: a hundred of them would weigh more than the list. */
export function RowMenu({ rows }: { readonly rows: readonly ListRow[] }) {
  const id = useStore(menuFor);
  const row = rows.find((each) => each.id === id);
  if (row === undefined) return null;
  return row.mission === null ? (
    <MenuOfOlder key={row.id} id={row.id} />
  ) : (
    <OpenMenu key={row.id} id={row.id} mission={row.mission} />
  );
}

/** What can be done depends on the live document, which an older row has not: a read, and one for each change meanwhile. */
function MenuOfOlder({ id }: { readonly id: string }) {
  const { live } = useMission(id);
  return <OpenMenu id={id} mission={live.state === 'ready' ? live.data : null} />;
}

function OpenMenu({ id, mission }: { readonly id: string; readonly mission: Mission | null }) {
  const menu = useRef<HTMLDivElement>(null);
  const isOffline = useFreshness().isCutOff;
  useEffect(() => {
    menu.current?.showPopover();
    return () => backTo(id);
  }, [id]);
  const items = [...wayItems(id), ...(mission === null ? [] : commandItems(mission, isOffline))];
  return (
    <MenuPopover
      ref={menu}
      label={MENU_WORDS.menu}
      items={items}
      place="row-menu"
      onClosed={() => menuFor.get() === id && menuFor.set(null)}
    />
  );
}

function wayItems(id: string): MenuItem[] {
  const peek: MenuItem = { key: 'peek', label: MENU_WORDS.peek, icon: PanelRight, onSelect: () => togglePeek(id) };
  const link = `${location.origin}/m/${id}`;
  return [
    { key: 'open', label: MENU_WORDS.open, icon: ExternalLink, href: `/m/${id}` },
    ...(matchMedia(PEEK_ROOM).matches ? [peek] : []),
    { key: 'link', label: MENU.copy_link, icon: Link2, onSelect: () => void copyText(link) },
    { key: 'id', label: MENU.copy_id, icon: Copy, onSelect: () => void copyText(id) },
  ];
}

/** The same words and questions as on the mission's page. */
function commandItems(mission: Mission, isOffline: boolean): MenuItem[] {
  const id = mission.mission_id;
  const offline = isOffline ? OFFLINE_REASON : null;
  const actions = actionsOf(mission).map(
    (action): MenuItem => ({
      key: action.key,
      label: action.label,
      icon: ICONS[action.key],
      isDanger: action.look === 'danger',
      blocked: offline,
      onSelect: () => act(id, action, (key) => rowQuestion.set({ id, key })),
    }),
  );
  const remove: MenuItem = {
    key: 'delete',
    label: MENU.delete,
    icon: Trash2,
    isDanger: true,
    blocked: offline ?? (isOver(mission) ? null : MENU.delete_blocked),
    onSelect: () => rowQuestion.set({ id, key: 'delete' }),
  };
  return [...actions, remove];
}

/** The focus goes back to the row's button where the browser did not give it back itself. */
function backTo(id: string): void {
  const at = document.activeElement;
  if (at !== null && at !== document.body && !at.matches('[role=menuitem]')) return;
  const buttons = [...document.querySelectorAll<HTMLElement>('[data-menu]')];
  buttons.find((button) => button.dataset['menu'] === id)?.focus();
}
