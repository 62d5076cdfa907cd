import { Suspense } from 'react';
import { Link } from 'wouter';
import { ErrorBoundary } from '../shell/ErrorBoundary.tsx';
import NotFoundPage from '../shell/NotFoundPage.tsx';
import { OfflineBanner } from '../shell/OfflineBanner.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useTitle } from '../ui/useTitle.ts';
import { SETTINGS } from '../words/settings.ts';
import { SECTIONS } from './sections.ts';

/** `/settings` and `/settings/{section}`. */
export default function SettingsPage({ path }: { readonly path: string }) {
  const section = SECTIONS.find((one) => one.path === path);
  if (section === undefined) return <NotFoundPage />;
  return <Settings section={section} />;
}

function Settings({ section: { path, label, offline, Part } }: { readonly section: (typeof SECTIONS)[number] }) {
  useTitle(path === '' ? SETTINGS.title : `${label} – ${SETTINGS.title}`);
  return (
    <>
      <h1 className="mb-5 text-2xl font-semibold tracking-tight">{SETTINGS.title}</h1>
      <OfflineBanner text={offline} />
      <div className="gap-10 md:grid md:grid-cols-[11rem_minmax(0,48rem)]">
        <nav aria-label={SETTINGS.title} className="mb-6 flex flex-wrap gap-1 md:flex-col">
          {SECTIONS.map((one) => (
            <Link
              key={one.path}
              href={one.path === '' ? '/settings' : `/settings/${one.path}`}
              aria-current={one.path === path ? 'page' : undefined}
              className="flex min-h-11 items-center rounded-lg px-3 text-muted hover:bg-surface aria-[current=page]:bg-surface aria-[current=page]:font-semibold aria-[current=page]:text-text md:min-h-9"
            >
              {one.label}
            </Link>
          ))}
        </nav>
        <ErrorBoundary>
          <Suspense fallback={<Skeleton lines={3} label={SETTINGS.loading(label)} />}>
            <Part />
          </Suspense>
        </ErrorBoundary>
      </div>
    </>
  );
}
