import { Suspense } from 'react';
import { Route, Router, Switch, useLocation } from 'wouter';
import { MissionListPage } from './missions/MissionListPage.tsx';
import { MissionPage } from './missions/MissionPage.tsx';
import { session } from './session.ts';
import { ErrorBoundary } from './shell/ErrorBoundary.tsx';
import { lazyPart } from './shell/lazyPart.ts';
import { useOverlay, usePageLocation, usePageSearch } from './shell/pagePlace.ts';
import { Shell } from './shell/Shell.tsx';
import { useStore } from './store.ts';
import { Skeleton } from './ui/Skeleton.tsx';
import { TroubleNotice } from './ui/TroubleNotice.tsx';
import { COMMON } from './words/shared.ts';

// The list and the mission page are the paint path after a reload, and come with the entry; the rest follows when idle.
const NewMissionDialog = lazyPart(() => import('./missions/NewMissionDialog.tsx'));
const SettingsPage = lazyPart(() => import('./settings/SettingsPage.tsx'));
const FinishLinkPage = lazyPart(() => import('./account/FinishLinkPage.tsx'));
const SignInPage = lazyPart(() => import('./account/SignInPage.tsx'));
const ResultsPage = lazyPart(() => import('./results/ResultsPage.tsx'));
const ResultPage = lazyPart(() => import('./results/ResultPage.tsx'));
const ComparePage = lazyPart(() => import('./results/compare/ComparePage.tsx'));
const SchedulesPage = lazyPart(() => import('./schedules/SchedulesPage.tsx'));
const NotFoundPage = lazyPart(() => import('./shell/NotFoundPage.tsx'));
const StatusPage = lazyPart(() => import('./status/StatusPage.tsx'));

/** What is drawn by the address is the page beneath an overlay; see shell/pagePlace.ts. */
export function App() {
  return (
    <Router hook={usePageLocation} searchHook={usePageSearch}>
      <Page />
    </Router>
  );
}

function Page() {
  const [path] = useLocation();
  return (
    <Shell>
      <NewMission />
      <ErrorBoundary key={path}>
        <Suspense fallback={<Skeleton lines={4} label={COMMON.loading} />}>
          <Screen />
        </Suspense>
      </ErrorBoundary>
    </Shell>
  );
}

/** Over whatever page it was asked for from, and for whoever is signed in. */
function NewMission() {
  const isOpen = useOverlay();
  const who = useStore(session);
  if (!isOpen || who.uid === null) return null;
  return (
    <ErrorBoundary>
      <Suspense fallback={null}>
        <NewMissionDialog />
      </Suspense>
    </ErrorBoundary>
  );
}

function Screen() {
  const who = useStore(session);
  const [path] = useLocation();
  // Whoever can't sign in wants to know whether it is the service.
  if (path === '/status') return <StatusPage />;
  if (path === '/sign-in') return <FinishLinkPage />;
  if (who.phase === 'out') return <SignInPage />;
  if (who.phase === 'restoring' && who.uid === null) {
    return who.problem === null ? (
      <Skeleton lines={5} label={COMMON.loading} />
    ) : (
      <TroubleNotice problem={who.problem} />
    );
  }
  return (
    <Switch>
      <Route path="/" component={MissionListPage} />
      <Route path="/m/:id">{({ id }) => <MissionPage key={id} id={id} />}</Route>
      <Route path="/results" component={ResultsPage} />
      <Route path="/results/compare" component={ComparePage} />
      <Route path="/results/:id">{({ id }) => <ResultPage key={id} id={id} />}</Route>
      <Route path="/recurring" component={SchedulesPage} />
      <Route path="/settings/:section?">{({ section }) => <SettingsPage path={section ?? ''} />}</Route>
      <Route component={NotFoundPage} />
    </Switch>
  );
}
