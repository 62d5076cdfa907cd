import { minuteText } from '../../../client/src/words/duration.ts';
import type { MetricsAnswer } from '../../../functions/src/schema/health.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { useKnown } from '../shell/useFreshness.ts';
import { Section } from '../ui/Section.tsx';
import { FRESHNESS_WORDS } from '../words/connection.ts';
import { FIGURE_WORDS } from '../words/status.ts';
import { type Figure, type Gauge, gauges, ownFigures, serviceFigures } from './figures.ts';
import { ModelUsage } from './ModelUsage.tsx';

const TICK_MS = 1_000;

export function OwnFigures({ active }: { readonly active: readonly Mission[] }) {
  const { now, asOf } = useKnown(TICK_MS);
  return (
    <Section id="own-title" title={FIGURE_WORDS.own_title} aside={<AsOf text={asOf} />}>
      <FigureGrid figures={ownFigures(active, now)} />
    </Section>
  );
}

interface ServiceProps {
  readonly metrics: MetricsAnswer | null;
  readonly isHidden: boolean;
  /** When it was so, where nobody answers now; else null. */
  readonly oldOf: number | null;
}

export function ServiceFigures({ metrics, isHidden, oldOf }: ServiceProps) {
  if (metrics === null && !isHidden) return null;
  const asOf = metrics === null || oldOf === null ? '' : FRESHNESS_WORDS.as_of(minuteText(oldOf));
  return (
    <Section id="service-title" title={FIGURE_WORDS.service_title} aside={<AsOf text={asOf} />}>
      {metrics === null ? (
        <Explained text={FIGURE_WORDS.service_hidden} />
      ) : (
        <div className={`space-y-5 ${asOf === '' ? '' : 'italic'}`}>
          <Explained text={FIGURE_WORDS.service_meaning} />
          <FigureGrid figures={serviceFigures(metrics)} />
          {metrics.database !== null && <ModelUsage usage={metrics.database.model_usage} />}
          <div>
            <h3 id="limits-title" className="mb-2 text-sm font-semibold">
              {FIGURE_WORDS.limits_title}
            </h3>
            <ul className="panel grid gap-x-8 gap-y-4 px-4 py-4 md:grid-cols-2 md:px-5">
              {gauges(metrics).map((gauge) => (
                <GaugeRow key={gauge.label} gauge={gauge} />
              ))}
            </ul>
          </div>
        </div>
      )}
    </Section>
  );
}

/** Whose figures these are, and where each is explained. */
function Explained({ text }: { readonly text: string }) {
  return (
    <p className="text-muted">
      {text}{' '}
      <a href="/guide/health#figures" className="text-accent underline underline-offset-2">
        {FIGURE_WORDS.service_guide}
      </a>
    </p>
  );
}

/** Beside what may no longer be so; empty where it is. */
function AsOf({ text }: { readonly text: string }) {
  return text !== '' && <span className="text-sm text-muted">{text}</span>;
}

function FigureGrid({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <dl className="panel grid grid-cols-2 gap-x-6 gap-y-4 px-4 py-4 sm:grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] md:px-5">
      {figures.map(({ label, text }) => (
        <div key={label} className="flex flex-col">
          <dt className="text-sm text-muted">{label}</dt>
          <dd className="text-lg font-semibold wrap-any">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** An amount against its limit: a meter, for it is no task that ends. */
function GaugeRow({ gauge: { label, text, share, tone } }: { readonly gauge: Gauge }) {
  const percent = Math.round(share * 100);
  return (
    <li data-tone={tone}>
      <p className="flex flex-wrap justify-between gap-x-4 text-sm">
        <span>{label}</span>
        <span className="text-muted">{text}</span>
      </p>
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={text}
        className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-track"
      >
        <div className="bar-fill h-full bg-tone" style={{ transform: `scaleX(${share})` }} />
      </div>
    </li>
  );
}
