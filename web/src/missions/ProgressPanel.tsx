import { useFreshness } from '../shell/useFreshness.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import type { MissionGlance } from './missionGlance.ts';

interface Props {
  readonly glance: MissionGlance;
  /** What only the whole mission can tell; absent while the seed alone is there. */
  readonly etaText?: string;
  readonly subText?: string;
  readonly spoken?: string;
}

/** Where the mission stands: the page's most important square. */
export function ProgressPanel({ glance, etaText = '', subText = '', spoken }: Props) {
  const { isStale, stamp, since } = useFreshness();
  // A step's message often is its sub-progress, and at the end it is what the notice above says: not twice.
  const detail = glance.section === 'over' ? [] : [...new Set([subText, glance.doing])].filter(Boolean);
  return (
    <section aria-label="Progress" data-tone={glance.badge.tone} className="panel px-4 py-4 md:px-6 md:py-5">
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-2">
        <p className="text-4xl leading-none font-semibold tracking-tight whitespace-nowrap md:text-5xl" data-percent>
          {glance.percentText}
        </p>
        <p className="max-sm:basis-full sm:text-right">
          {etaText !== '' && (
            <span className="block font-medium" data-eta>
              {etaText}
            </span>
          )}
          <span className="text-sm text-muted">{elapsed(glance)}</span>
        </p>
      </div>
      <div className="mt-4">
        <ProgressBar
          percent={glance.percent}
          labelledBy="mission-title"
          valueText={spoken ?? `${glance.percentText}, ${glance.stepText}`}
          isStale={isStale && glance.isMoving}
        />
      </div>
      <div className="mt-3 flex flex-wrap justify-between gap-x-8 gap-y-1 text-sm">
        <p className="min-w-0 wrap-any">
          <span className="font-medium" data-step>
            {glance.stepText || `${glance.countText} steps done`}
          </span>
          {detail.map((text) => (
            <span key={text} className="text-muted">
              {' · '}
              {text}
            </span>
          ))}
        </p>
        <p className="text-muted" data-freshness>
          {isStale && since !== '' ? `as it stood, ${since}` : stamp}
        </p>
      </div>
    </section>
  );
}

function elapsed(glance: MissionGlance): string {
  if (glance.elapsedText === '') return '';
  return glance.section === 'over' ? `took ${glance.elapsedText}` : `running for ${glance.elapsedText}`;
}
