import type { MetricsAnswer } from '../../../functions/src/schema/health.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { useNow } from '../clock.ts';
import { Section } from '../ui/Section.tsx';
import { FIGURE_WORDS } from '../words/status.ts';
import { type Figure, type Gauge, gauges, ownFigures, serviceFigures } from './figures.ts';

export function OwnFigures({ active }: { readonly active: readonly Mission[] }) {
  return (
    <Section id="own-title" title={FIGURE_WORDS.own_title}>
      <FigureGrid figures={ownFigures(active, useNow(1_000))} />
    </Section>
  );
}

interface ServiceProps {
  readonly metrics: MetricsAnswer | null;
  readonly isHidden: boolean;
  readonly isOld: boolean;
}

export function ServiceFigures({ metrics, isHidden, isOld }: ServiceProps) {
  if (metrics === null && !isHidden) return null;
  return (
    <Section id="service-title" title={FIGURE_WORDS.service_title}>
      {metrics === null ? (
        <p className="text-muted">
          {FIGURE_WORDS.service_hidden}{' '}
          <a href="/guide/health#figures" className="text-accent underline underline-offset-2">
            {FIGURE_WORDS.service_guide}
          </a>
        </p>
      ) : (
        <div className={`space-y-5 ${isOld ? 'italic' : ''}`}>
          <FigureGrid figures={serviceFigures(metrics)} />
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
