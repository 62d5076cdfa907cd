import type { KnownMission } from '../firebaseKnown.ts';
import { FILTERS } from '../missions/listFilter.ts';
import type { Session } from '../session.ts';
import { SECTIONS } from '../settings/sections.ts';
import type { PageCommand } from '../shell/pageCommands.ts';
import { KEY_MAP } from '../ui/keyMap.ts';
import type { Theme } from '../ui/theme.ts';
import { CHIP_WORDS } from '../words/list.ts';
import { NAVIGATION } from '../words/navigation.ts';
import { GUIDE_TITLES, PALETTE, PALETTE_ENTRIES } from '../words/palette.ts';
import { SETTINGS } from '../words/settings.ts';
import { STATUS_WORDS } from '../words/shared.ts';
import type { PaletteEntry } from './paletteView.ts';

/** What happens when an entry is taken. */
export type Deed =
  | { readonly kind: 'go'; readonly href: string }
  /** A page of the server, not of this app. */
  | { readonly kind: 'load'; readonly href: string }
  | { readonly kind: 'act'; readonly act: () => void }
  | { readonly kind: 'theme'; readonly theme: Theme }
  | { readonly kind: 'help' | 'sign_out' };

export interface DoableEntry extends PaletteEntry {
  readonly deed: Deed;
}

/** What is there whatever is typed, but for the missions. Signed out there are only the guide and this device. */
export function standingEntries(who: Session, here: readonly PageCommand[]): DoableEntry[] {
  const isIn = who.phase !== 'out';
  return [
    ...(isIn ? [...here.map(hereEntry), ...placeEntries(), ...filterEntries(), ...settingEntries()] : []),
    ...deviceEntries(who),
    ...guideEntries(),
  ];
}

export function missionEntries(missions: readonly KnownMission[], isFound: boolean): DoableEntry[] {
  return missions.map(
    ({ mission_id: id, objective, status, tags, execution_record: { progress_tracker: tracker } }) => ({
      id: `mission ${id}`,
      group: 'missions',
      label: objective.replaceAll(/\s+/g, ' '),
      more: [id, ...tags].join(' '),
      hint: status === 'in_progress' ? `${STATUS_WORDS[status]} · ${tracker.progress_percent} %` : STATUS_WORDS[status],
      isOffered: true,
      isFound,
      deed: { kind: 'go', href: `/m/${id}` },
    }),
  );
}

const MISSION_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{7,63}$/;

/** How the ids begin of what is made of the typed words themselves. */
export const TYPED = 'typed ';

/** What leads on with what was typed: to the mission of that id, and to the list with those words. */
export function typedEntries(typed: string): DoableEntry[] {
  const text = typed.trim();
  if (text === '') return [];
  const shared = { group: 'missions', isOffered: false, isFound: true } as const;
  const list: DoableEntry = {
    ...shared,
    id: `${TYPED}list`,
    label: PALETTE.in_list(text),
    deed: { kind: 'go', href: `/?${new URLSearchParams({ q: text })}` },
  };
  if (!MISSION_ID.test(text) || !/\d/.test(text)) return [list];
  return [
    { ...shared, id: `${TYPED}id`, label: PALETTE.address, hint: text, deed: { kind: 'go', href: `/m/${text}` } },
    list,
  ];
}

function hereEntry({ id, label, more = '', act }: PageCommand): DoableEntry {
  return { id: `here ${id}`, group: 'here', label, more, isOffered: true, deed: { kind: 'act', act } };
}

function placeEntries(): DoableEntry[] {
  const { page } = KEY_MAP;
  const places: readonly (readonly [href: string, label: string, keys: string])[] = [
    ['/', NAVIGATION.missions, page.go_missions],
    ['/new', NAVIGATION.new_mission, page.create],
    ['/results', NAVIGATION.results, page.go_results],
    ['/recurring', NAVIGATION.schedules, page.go_schedules],
    ['/status', NAVIGATION.health, page.go_health],
    ['/settings', NAVIGATION.settings, page.go_settings],
  ];
  return places.map(([href, label, keys]) => ({
    ...{ id: `go ${href}`, group: 'go', label, keys, isOffered: true, deed: { kind: 'go', href } },
  }));
}

function filterEntries(): DoableEntry[] {
  return FILTERS.filter(({ statuses }) => statuses.length > 0).map(({ id, statuses }) => ({
    id: `filter ${statuses.join()}`,
    group: 'filters',
    label: PALETTE_ENTRIES.filter(CHIP_WORDS[id]),
    more: statuses.join(' '),
    isOffered: false,
    deed: { kind: 'go', href: `/?status=${statuses.join()}` },
  }));
}

function settingEntries(): DoableEntry[] {
  return SECTIONS.map(({ path, label }) => ({
    id: `setting ${path}`,
    group: 'settings',
    label,
    more: SETTINGS.title,
    hint: SETTINGS.title,
    isOffered: false,
    deed: { kind: 'go', href: path === '' ? '/settings' : `/settings/${path}` },
  }));
}

function deviceEntries(who: Session): DoableEntry[] {
  const themes = (['system', 'light', 'dark'] as const).map(
    (theme): DoableEntry => ({
      id: `theme ${theme}`,
      group: 'device',
      label: PALETTE_ENTRIES.theme[theme],
      more: PALETTE_ENTRIES.theme_more,
      isOffered: false,
      deed: { kind: 'theme', theme },
    }),
  );
  const help: DoableEntry = {
    ...{ id: 'help', group: 'device', label: PALETTE_ENTRIES.help, keys: KEY_MAP.page.help, isOffered: true },
    deed: { kind: 'help' },
  };
  if (who.phase !== 'in' || who.isLocal) return [help, ...themes];
  const leave: DoableEntry = {
    ...{ id: 'sign out', group: 'device', label: PALETTE_ENTRIES.sign_out, isOffered: false },
    // A guest can't come back: the settings ask first.
    deed: who.isGuest ? { kind: 'go', href: '/settings/account' } : { kind: 'sign_out' },
  };
  return [help, ...themes, leave];
}

function guideEntries(): DoableEntry[] {
  const contents: DoableEntry = {
    ...{ id: 'guide', group: 'guide', label: NAVIGATION.guide, isOffered: true },
    deed: { kind: 'load', href: '/guide/' },
  };
  const chapters = Object.entries(GUIDE_TITLES).map(
    ([name, label]): DoableEntry => ({
      ...{
        id: `guide ${name}`,
        group: 'guide',
        label,
        more: NAVIGATION.guide,
        hint: NAVIGATION.guide,
        isOffered: false,
      },
      deed: { kind: 'load', href: `/guide/${name}` },
    }),
  );
  return [contents, ...chapters];
}
