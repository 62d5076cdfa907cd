import type { ReactNode } from 'react';
import { useNow } from '../clock.ts';
import { asOfStamp, stampOf } from '../shell/freshness.ts';
import { useFreshness } from '../shell/useFreshness.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { MISSION_PAGE } from '../words/missionPage.ts';
import type { EtaView } from './etaText.ts';
import type { MissionGlance } from './missionGlance.ts';
import { NO_ETA } from './noEta.ts';

const STAMP_TICK_MS = 1_000;

interface Props {
  readonly glance: MissionGlance;
  /** When it was so, by the server's clock, where the server has not said yet whether it still is. */
  readonly asOf: number | null;
  /** What only the whole mission can tell; absent while the seed alone is there. */
  readonly eta?: EtaView;
  /** Stands at the time left: what it rests on. */
  readonly explanation?: ReactNode;
  readonly subText?: string;
  readonly spoken?: string;
  /** What it does stands elsewhere: a waiting mission says in a panel of its own what it asks. */
  readonly isDoingElsewhere?: boolean;
  /** Stands at the end of the last line, and makes it no higher. */
  readonly offer?: ReactNode;
}

/** Where the mission stands: the page's most important square. */
export function ProgressPanel({
  glance,
  asOf,
  eta = NO_ETA,
  explanation = null,
  subText = '',
  spoken,
  isDoingElsewhere = false,
  offer = null,
}: Props) {
  const { isStale, stamp } = useFreshness();
  const now = useNow(STAMP_TICK_MS);
  // Where nothing is under way nothing moves: that the page is live says nothing of it.
  const live = glance.isUnderWay || isStale ? stamp : '';
  // A step's message often is its sub-progress, and at the end it is what the notice above says: not twice.
  const doing = isDoingElsewhere ? '' : glance.doing;
  const detail = glance.section === 'over' ? [] : [...new Set([subText, doing])].filter(Boolean);
  return (
    <section
      aria-label={MISSION_PAGE.progress}
      data-tone={glance.badge.tone}
      className="panel px-4 py-4 md:px-6 md:py-5"
    >
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-2">
        <Percent glance={glance} />
        <Times eta={eta} explanation={explanation} spentText={glance.spentText} />
      </div>
      <div className="mt-4">
        <ProgressBar
          percent={glance.percent}
          labelledBy="mission-title"
          valueText={spoken ?? `${glance.percentText}, ${glance.stepText}`}
          isStale={isStale && glance.isMoving}
          isMoving={glance.isMoving}
        />
      </div>
      <div className="mt-3 flex flex-wrap justify-between gap-x-8 gap-y-1 text-sm">
        <p className="min-w-0 wrap-any">
          <span className="font-medium" data-step>
            {glance.stepText || (glance.countText !== '' && MISSION_PAGE.steps_done(glance.countText))}
          </span>
          {detail.map((text) => (
            <span key={text} className="text-muted">
              {' · '}
              {text}
            </span>
          ))}
        </p>
        <div className="ml-auto flex items-center gap-x-2">
          <p className="text-muted" data-freshness>
            {asOf === null ? live : glance.isUnderWay ? stampOf(asOf, now, isStale) : asOfStamp(asOf, now)}
          </p>
          {offer}
        </div>
      </div>
    </section>
  );
}

interface TimesProps {
  readonly eta: EtaView;
  readonly explanation: ReactNode;
  readonly spentText: string;
}

/** The time left, and the time that has passed. */
function Times({ eta, explanation, spentText }: TimesProps) {
  return (
    <div className="eta-anchor max-sm:basis-full sm:text-right">
      {eta.text !== '' && (
        <div className="flex items-center gap-2 sm:justify-end">
          <p className="font-medium" data-eta>
            {eta.text}
          </p>
          {explanation}
        </div>
      )}
      <p className="text-sm text-muted">
        {eta.remark !== '' && (
          <span className="text-text" data-eta-remark>
            {eta.remark}
          </span>
        )}
        {eta.remark !== '' && spentText !== '' && ' · '}
        {spentText}
      </p>
    </div>
  );
}

/** Where there is no percent, what is done is a sentence, and not as large. */
function Percent({ glance }: { readonly glance: MissionGlance }) {
  const look = 'leading-none font-semibold tracking-tight whitespace-nowrap';
  if (glance.percent === null) {
    return (
      <p className={`text-2xl md:text-3xl ${look}`} data-count>
        {glance.percentText}
      </p>
    );
  }
  return (
    <p className={`text-4xl md:text-5xl ${look}`} data-percent>
      {glance.percentText}
    </p>
  );
}
