import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { navigate } from 'wouter/use-browser-location';
import { useNotifier } from '../notify/useNotifier.ts';
import { keepFocus } from '../ui/focusKeeper.ts';
import { useKeys } from '../ui/keys.ts';
import { LiveRegions } from '../ui/LiveRegions.tsx';
import { Toasts } from '../ui/Toasts.tsx';
import { SHELL } from '../words/navigation.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Header } from './Header.tsx';
import { lazyPart } from './lazyPart.ts';
import { PaletteOpener } from './PaletteOpener.tsx';

const HelpDialog = lazyPart(() => import('./HelpDialog.tsx'));

/** What every page stands in. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  const [open, setOpen] = useState<'help' | 'palette' | null>(null);
  const close = (): void => setOpen(null);
  const onHelp = (): void => setOpen('help');
  const onPalette = (): void => setOpen('palette');
  useFocusOnNavigation(main);
  useEffect(keepFocus, []);
  useNotifier();
  useKeys('page', {
    palette: onPalette,
    search: focusSearch,
    create: () => navigate('/new'),
    go_missions: () => navigate('/'),
    go_results: () => navigate('/results'),
    go_schedules: () => navigate('/recurring'),
    go_health: () => navigate('/status'),
    go_settings: () => navigate('/settings'),
    help: onHelp,
  });
  return (
    <>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-30 focus:rounded-lg focus:bg-bg focus:px-4 focus:py-2.5"
      >
        {SHELL.skip}
      </a>
      <Header onHelp={onHelp} onPalette={onPalette} />
      <main id="main" ref={main} tabIndex={-1} className="mx-auto max-w-[84rem] px-4 pt-6 pb-20 md:px-6 md:pt-8">
        {children}
      </main>
      {open !== null && (
        <ErrorBoundary>
          <Suspense fallback={null}>
            {open === 'help' ? <HelpDialog onClose={close} /> : <PaletteOpener onHelp={onHelp} onClose={close} />}
          </Suspense>
        </ErrorBoundary>
      )}
      <Toasts />
      <LiveRegions />
    </>
  );
}

/** A new page begins at its top and with its content: without this the focus stays on a link that is gone. */
function useFocusOnNavigation(main: { readonly current: HTMLElement | null }): void {
  const [path] = useLocation();
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    main.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [path, main]);
}

/** The search of this page, or that of the missions. */
function focusSearch(): void {
  const search = () => document.querySelector<HTMLInputElement>('input[type=search]');
  if (search() !== null) return search()?.focus();
  navigate('/');
  // After the page has taken the focus, as every new page does.
  setTimeout(() => search()?.focus());
}
