import { useFreshness } from '../shell/useFreshness.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import type { MissionGlance } from './missionGlance.ts';

interface Props {
  readonly glance: MissionGlance;
  /** What only the whole mission can tell; absent while the seed alone is there. */
  readonly etaText?: string;
  readonly subText?: string;
  readonly spoken?: string;
  /** What it does stands elsewhere: a waiting mission says in a panel of its own what it asks. */
  readonly isDoingElsewhere?: boolean;
}

/** Where the mission stands: the page's most important square. */
export function ProgressPanel({ glance, etaText = '', subText = '', spoken, isDoingElsewhere = false }: Props) {
  const { isStale, stamp, since } = useFreshness();
  // A step's message often is its sub-progress, and at the end it is what the notice above says: not twice.
  const doing = isDoingElsewhere ? '' : glance.doing;
  const detail = glance.section === 'over' ? [] : [...new Set([subText, doing])].filter(Boolean);
  return (
    <section aria-label="Progress" data-tone={glance.badge.tone} className="panel px-4 py-4 md:px-6 md:py-5">
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-2">
        <Percent glance={glance} />
        <p className="max-sm:basis-full sm:text-right">
          {etaText !== '' && (
            <span className="block font-medium" data-eta>
              {etaText}
            </span>
          )}
          <span className="text-sm text-muted">{glance.spentText}</span>
        </p>
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
            {glance.stepText || (glance.countText !== '' && `${glance.countText} steps done`)}
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
