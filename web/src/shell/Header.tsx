import { Keyboard, LogOut, Menu, Monitor, Moon, Plus, Search, Sun } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { connection } from '../connectionStore.ts';
import { loadData } from '../loadData.ts';
import { InstallRow } from '../offline/InstallRow.tsx';
import { type Session, session } from '../session.ts';
import { useStore } from '../store.ts';
import { buttonClass } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { KeyCaps } from '../ui/KeyCaps.tsx';
import { KEY_MAP } from '../ui/keyMap.ts';
import { useKeyHint } from '../ui/keys.ts';
import { POPOVER } from '../ui/popover.ts';
import { nextTheme, setTheme, type Theme, theme } from '../ui/theme.ts';
import { NAVIGATION, SHELL } from '../words/navigation.ts';
import { PRODUCT } from '../words/shared.ts';
import { ConnectionPill } from './ConnectionPill.tsx';

const THEME_ICONS: Record<Theme, typeof Sun> = { system: Monitor, light: Sun, dark: Moon };

/** The screens that have a place in the header. `/schedules` is the API's, so the page of the schedules is `/recurring`. */
const PLACES = [
  { href: '/', label: NAVIGATION.missions, has: /^\/$|^\/m\// },
  { href: '/results', label: NAVIGATION.results, has: /^\/results(\/|$)/ },
  { href: '/recurring', label: NAVIGATION.schedules, has: /^\/recurring(\/|$)/ },
  { href: '/status', label: NAVIGATION.health, has: /^\/status$/ },
  { href: '/settings', label: NAVIGATION.settings, has: /^\/settings(\/|$)/ },
] as const;

interface Props {
  readonly onHelp: () => void;
  readonly onPalette: () => void;
}

export function Header({ onHelp, onPalette }: Props) {
  const who = useStore(session);
  return (
    <header className="sticky top-0 z-20 border-b print:hidden border-line bg-bg/95 backdrop-blur">
      <div className="mx-auto flex h-14 max-w-[84rem] items-center gap-1 px-3 md:gap-2 md:px-6">
        <Brand />
        <nav aria-label={SHELL.main} className="hidden items-center gap-1 md:flex">
          <NavLinks look="inline" />
        </nav>
        <div className="ml-auto flex items-center gap-1">
          {who.phase !== 'out' && <ConnectionPill />}
          <PaletteButton onPress={onPalette} />
          {who.phase !== 'out' && (
            <Link href="/new" className={`${buttonClass('primary')} hidden! sm:inline-flex!`}>
              <Plus className="size-4" aria-hidden />
              <span className="md:max-lg:sr-only">{NAVIGATION.new_mission}</span>
            </Link>
          )}
          {/* The smallest phones have room for the connection's word instead: the settings have the theme too. */}
          <span className="max-[22.4rem]:hidden">
            <ThemeButton />
          </span>
          <MenuButton who={who} onHelp={onHelp} />
        </div>
      </div>
    </header>
  );
}

function Brand() {
  return (
    <Link
      href="/"
      className="mr-1 flex min-h-11 min-w-11 shrink-0 items-center gap-2.5 rounded-lg font-semibold xl:mr-4"
    >
      <img src="/favicon.svg" alt="" className="size-7" />
      <span className="sr-only xl:not-sr-only xl:whitespace-nowrap">{PRODUCT}</span>
    </Link>
  );
}

function NavLinks({ look }: { readonly look: 'inline' | 'menu' }) {
  const [path] = useLocation();
  // Between a phone and a laptop the header has no room for all of them: the menu has the last two as well.
  const shape =
    look === 'inline'
      ? 'rounded-lg px-2 py-1.5 text-sm lg:px-2.5 nth-[n+5]:hidden lg:nth-[n+5]:block'
      : 'block rounded-lg px-3 py-2.5 md:max-lg:nth-[-n+4]:hidden';
  const linkClass = (isHere: boolean) =>
    `${shape} hover:bg-surface ${isHere ? 'font-semibold text-text' : 'text-muted'}`;
  return (
    <>
      {PLACES.map(({ href, label, has }) => (
        <Link
          key={href}
          href={href}
          className={linkClass(has.test(path))}
          aria-current={path === href ? 'page' : undefined}
        >
          {label}
        </Link>
      ))}
      {/* The guide is no part of this app: a plain link. */}
      <a href="/guide/" className={linkClass(false)}>
        {NAVIGATION.guide}
      </a>
    </>
  );
}

function PaletteButton({ onPress }: { readonly onPress: () => void }) {
  return (
    <button
      type="button"
      aria-keyshortcuts={useKeyHint('page', 'palette')}
      title={NAVIGATION.find}
      onClick={onPress}
      className="flex size-11 shrink-0 items-center justify-center gap-2 rounded-lg text-muted hover:bg-surface hover:text-text md:size-9 xl:w-auto xl:border xl:border-line xl:px-2.5"
    >
      <Search className="size-[1.125rem]" aria-hidden />
      <span className="sr-only">{NAVIGATION.find}</span>
      <span className="hidden xl:block" aria-hidden>
        <KeyCaps keys={KEY_MAP.page.palette} />
      </span>
    </button>
  );
}

function ThemeButton() {
  const now = useStore(theme);
  return <IconButton icon={THEME_ICONS[now]} label={SHELL.theme(now)} onClick={() => setTheme(nextTheme(now))} />;
}

function MenuButton({ who, onHelp }: { readonly who: Session; readonly onHelp: () => void }) {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const [path] = useLocation();
  const { browserOnline } = useStore(connection);
  // A link of the menu leads to another page, which the menu would cover on a phone.
  useEffect(() => menu.current?.hidePopover(), [path]);
  const row = 'flex w-full items-center gap-2.5 rounded-lg px-3 py-2.5 text-left hover:bg-surface';
  return (
    <>
      <IconButton icon={Menu} label={SHELL.menu} popoverTarget={id} />
      <div ref={menu} id={id} popover="auto" className={`${POPOVER} p-2!`}>
        <nav aria-label={SHELL.menu} className="border-b border-line pb-2 lg:hidden">
          <NavLinks look="menu" />
          <Link href="/new" className="block rounded-lg px-3 py-2.5 text-muted hover:bg-surface md:hidden">
            {NAVIGATION.new_mission}
          </Link>
        </nav>
        {who.phase === 'in' && (
          <Link href="/settings/account" className="block rounded-lg px-3 py-2.5 text-muted hover:bg-surface">
            {SHELL.signed_in_as}
            <span className="font-medium wrap-any text-text">{who.name}</span>
          </Link>
        )}
        <button type="button" className={row} popoverTarget={id} popoverTargetAction="hide" onClick={onHelp}>
          <Keyboard className="size-4 text-muted" aria-hidden />
          {SHELL.shortcuts}
        </button>
        <InstallRow className={row} menu={id} />
        {who.phase === 'in' && !who.isLocal && !who.isGuest && (
          <button type="button" className={row} onClick={() => void loadData().then((data) => data.leave())}>
            <LogOut className="size-4 text-muted" aria-hidden />
            <span>
              {SHELL.sign_out}
              {!browserOnline && <span className="block text-sm text-muted">{SHELL.sign_out_offline}</span>}
            </span>
          </button>
        )}
      </div>
    </>
  );
}
