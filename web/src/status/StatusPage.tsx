import {
  CircleAlert,
  CircleCheck,
  CloudOff,
  LoaderCircle,
  type LucideIcon,
  Pause,
  Play,
  RefreshCw,
} from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { ageText } from '../../../client/src/words/duration.ts';
import { isStalled } from '../../../functions/src/core/lease.ts';
import { toInstant } from '../../../functions/src/schema/time.ts';
import { useNow } from '../clock.ts';
import { useNewest } from '../missions/useNewest.ts';
import { session } from '../session.ts';
import { useFreshness } from '../shell/useFreshness.ts';
import { useStore } from '../store.ts';
import { announce } from '../ui/announcer.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useTitle } from '../ui/useTitle.ts';
import { STATUS_PAGE } from '../words/status.ts';
import { ClientSection } from './ClientSection.tsx';
import { Failures } from './Failures.tsx';
import { OwnFigures, ServiceFigures } from './Figures.tsx';
import { type HealthView, healthView, isAway, type OwnRunning } from './healthView.ts';
import { Parts } from './Parts.tsx';
import { RecentRuns } from './RecentRuns.tsx';
import { CHECK_EVERY_MS, type Health, useHealth } from './useHealth.ts';

/** Those that a slot or a runner is used or waited for by; few, so the list is live. */
const ACTIVE = ['queued', 'in_progress'] as const;
const MOST_ACTIVE = 100;

/**
 * `/status`: whether the service works, for anybody, and how one's own missions fare, for whoever is signed in. What it
 * asks of the API is said in healthCalls.ts. The own parts are three live lists: those that are active (a read each), the
 * last 30 that ended and the last 50 that failed.
 */
export default function StatusPage() {
  const { phase } = useStore(session);
  const isLost = useFreshness().status === 'offline';
  // Up here, so that what is known of the service outlives the end of a sign-in.
  const checked = useHealth(isLost);
  return phase === 'in' ? <Mine checked={checked} /> : <Status checked={checked} own={null} />;
}

type Checked = ReturnType<typeof useHealth>;

function Mine({ checked }: { readonly checked: Checked }) {
  const live = useNewest(ACTIVE, MOST_ACTIVE);
  const now = useNow(5_000);
  const active = live.state === 'ready' ? live.data : null;
  const running = active?.filter((mission) => mission.status === 'in_progress') ?? [];
  const silent = running.filter((mission) => isStalled(mission, toInstant(now))).length;
  return (
    <Status checked={checked} own={active === null ? null : { running: running.length, silent }}>
      {active !== null && <OwnFigures active={active} />}
      <RecentRuns />
      <Failures />
    </Status>
  );
}

interface Props {
  readonly checked: Checked;
  readonly own: OwnRunning | null;
  readonly children?: ReactNode;
}

function Status({ checked, own, children }: Props) {
  const { health, isPaused, setPaused, isChecking, checkNow } = checked;
  const freshness = useFreshness();
  const view = healthView(health, own, freshness);
  useTitle(`${view.sentence} – ${STATUS_PAGE.title}`);
  useAnnounced(view, health.checkedAt !== null);
  return (
    <div className="max-w-5xl space-y-8">
      <div>
        <h1 className="mb-4 text-2xl font-semibold tracking-tight">{STATUS_PAGE.title}</h1>
        <Head view={view} />
        <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-muted">
          <Checked health={health} isPaused={isPaused} isAway={isAway(freshness)} />
          <span className="flex flex-wrap gap-2">
            <Button isBusy={isChecking} onClick={checkNow}>
              {!isChecking && <RefreshCw className="size-4" aria-hidden />}
              {STATUS_PAGE.check_now}
            </Button>
            <Button
              look="quiet"
              title={isPaused ? undefined : STATUS_PAGE.pause_meaning}
              onClick={() => setPaused(!isPaused)}
            >
              {isPaused ? <Play className="size-4" aria-hidden /> : <Pause className="size-4" aria-hidden />}
              {isPaused ? STATUS_PAGE.resume : STATUS_PAGE.pause}
            </Button>
          </span>
        </div>
      </div>
      <Parts view={view} isOld={health.isSilent} />
      {children}
      <ServiceFigures
        metrics={health.metrics}
        isHidden={health.isHidden}
        oldOf={health.isSilent ? health.answeredAt : null}
      />
      <ClientSection serverBuild={health.alive?.build ?? null} />
    </div>
  );
}

const ICONS: Record<HealthView['tone'], LucideIcon> = {
  failed: CircleAlert,
  succeeded: CircleCheck,
  waiting: CloudOff,
  queued: LoaderCircle,
};

function Head({ view }: { readonly view: HealthView }) {
  const Icon = ICONS[view.tone];
  return (
    <div
      data-tone={view.tone}
      data-health={view.tone}
      className="flex items-start gap-3 rounded-xl border border-tone-line bg-tint px-4 py-4 md:px-5"
    >
      <Icon className="mt-0.5 size-6 shrink-0 text-tone" aria-hidden />
      <div>
        <p className="text-lg font-semibold">{view.sentence}</p>
        {view.text !== '' && <p className="text-muted">{view.text}</p>}
        {view.reasons.length > 0 && (
          <ul className="mt-3 space-y-2">
            {view.reasons.map((reason) => (
              <li key={reason.title}>
                <Notice tone={reason.tone} title={reason.title}>
                  <p>{reason.measured}</p>
                  {reason.next !== '' && <p className="text-muted">{reason.next}</p>}
                </Notice>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

interface CheckedProps {
  readonly health: Health;
  readonly isPaused: boolean;
  readonly isAway: boolean;
}

/** When the service was last asked; without a network nobody asks it, so then when it last answered. */
function Checked({ health: { checkedAt, answeredAt, isSilent }, isPaused, isAway: isDeviceAway }: CheckedProps) {
  const now = useNow(1_000);
  const isUnasked = isDeviceAway && isSilent;
  const at = isUnasked ? answeredAt : checkedAt;
  const said = isUnasked ? STATUS_PAGE.last_answer : STATUS_PAGE.as_of;
  const next = isDeviceAway ? STATUS_PAGE.when_connected : STATUS_PAGE.every(CHECK_EVERY_MS / 1000);
  return (
    <span>
      {STATUS_PAGE.checked(
        at === null ? STATUS_PAGE.never : said(ageText(at, now)),
        isPaused ? STATUS_PAGE.paused : next,
      )}
    </span>
  );
}

/** Says when the verdict changes, not at each look. */
function useAnnounced({ sentence, tone }: HealthView, isKnown: boolean): void {
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    if (!isKnown || said === sentence) return;
    // What was there when the page opened is on the page.
    if (said !== null) {
      const text = tone === 'succeeded' ? STATUS_PAGE.announced_ok : STATUS_PAGE.announced_problems(sentence);
      announce('health', text);
    }
    setSaid(sentence);
  }, [sentence, tone, isKnown, said]);
}
