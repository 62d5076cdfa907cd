import { Suspense, useEffect } from 'react';
import { Link } from 'wouter';
import { ErrorBoundary } from '../shell/ErrorBoundary.tsx';
import { lazyPart } from '../shell/lazyPart.ts';
import { NotHere, useNotHere } from '../shell/NotHere.tsx';
import { OfflineBanner } from '../shell/OfflineBanner.tsx';
import { useKnown } from '../shell/useFreshness.ts';
import { useStore } from '../store.ts';
import { NO_SERVER } from '../trouble.ts';
import { BackLink } from '../ui/BackLink.tsx';
import { Button, buttonClass } from '../ui/Button.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useLate } from '../ui/useLate.ts';
import { useTitle } from '../ui/useTitle.ts';
import { MISSION_PAGE, NO_SUCH_MISSION } from '../words/missionPage.ts';
import { NOT_HERE_WORDS } from '../words/offline.ts';
import { COMMON } from '../words/shared.ts';
import { loadBody } from './bodies.ts';
import { removedIds } from './list/removed.ts';
import { MissionHeading } from './MissionHeading.tsx';
import { digestOf, type MissionDigest } from './missionDigest.ts';
import { agedBy, missionGlance } from './missionGlance.ts';
import { ProgressPanel } from './ProgressPanel.tsx';
import { starting, startingDigest } from './starting.ts';
import { useConfirmed } from './useConfirmed.ts';
import { useMission } from './useMission.ts';

// All that is not painted from the seed: it needs the data chunk anyway, and comes beside it.
const MissionBody = lazyPart(loadBody);
const DeletedMission = lazyPart(() => import('./DeletedMission.tsx'));

export function MissionPage({ id }: { readonly id: string }) {
  return (
    <>
      <BackLink href="/" text={MISSION_PAGE.back} />
      <OfflineBanner />
      <Content id={id} />
    </>
  );
}

function Content({ id }: { readonly id: string }) {
  const { live, seeded } = useMission(id);
  const isConfirmed = useConfirmed(live);
  const isLate = useLate(live.state === 'loading');
  const isAway = useNotHere(live.state === 'loading');
  useEffect(() => {
    // Asked for at once, not when the mission is there. What fails is asked for again, and shown, where it is drawn.
    loadBody().catch(() => undefined);
  }, []);
  const isDeleted = useStore(removedIds).has(id);
  if (isDeleted) {
    return (
      <ErrorBoundary>
        <Suspense fallback={null}>
          <DeletedMission />
        </Suspense>
      </ErrorBoundary>
    );
  }
  switch (live.state) {
    case 'loading':
      if (seeded !== null) return <Seeded digest={seeded} />;
      if (isAway) return <NotHere words={NOT_HERE_WORDS.mission} />;
      return isLate ? <TroubleNotice problem={NO_SERVER} /> : <Skeleton lines={5} label={MISSION_PAGE.loading} />;
    case 'ready':
      return (
        <ErrorBoundary>
          <Suspense fallback={<Seeded digest={startingDigest(digestOf(live.data), starting.get())} />}>
            <MissionBody mission={live.data} isConfirmed={isConfirmed} />
          </Suspense>
        </ErrorBoundary>
      );
    case 'missing':
      return <NoSuchMission id={id} />;
    case 'failed':
      return (
        <TroubleNotice
          problem={live.problem}
          actions={<Button onClick={() => location.reload()}>{COMMON.reload}</Button>}
        />
      );
  }
}

/** What the last visit saw, at once; the rest follows from the cache and the server. */
function Seeded({ digest }: { readonly digest: MissionDigest }) {
  const known = useKnown(1_000, digest.updatedAt);
  const glance = agedBy(missionGlance(digest, known.now), known.clock);
  useTitle(glance.title);
  return (
    <>
      <MissionHeading glance={glance} />
      <ProgressPanel glance={glance} asOf={digest.updatedAt} />
      <div className="mt-8">
        <Skeleton lines={4} label={MISSION_PAGE.loading_steps} />
      </div>
    </>
  );
}

function NoSuchMission({ id }: { readonly id: string }) {
  useTitle(NO_SUCH_MISSION.tab);
  return (
    <div className="mx-auto max-w-lg py-12 text-center">
      <h1 className="text-2xl font-semibold">{NO_SUCH_MISSION.title}</h1>
      <p className="mt-2 wrap-any text-muted">
        {NO_SUCH_MISSION.text_before_id}
        <span className="font-mono text-text">{id}</span>
        {NO_SUCH_MISSION.text_after_id}
      </p>
      <Link href="/" className={`${buttonClass('primary')} mt-6`}>
        {NO_SUCH_MISSION.to_missions}
      </Link>
    </div>
  );
}
