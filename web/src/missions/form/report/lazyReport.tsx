import { Suspense } from 'react';
import { ErrorBoundary } from '../../../shell/ErrorBoundary.tsx';
import { lazyPart } from '../../../shell/lazyPart.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { FORM } from '../../../words/missionForm.ts';
import type { ReportFields } from './reportFields.ts';

const loadSources = () => import('./ReportSources.tsx');
const loadOptions = () => import('./ReportOptions.tsx');
// Most missions are no reports: their fields come when somebody chooses that kind.
const Sources = lazyPart(loadSources);
const Options = lazyPart(loadOptions);

/** Fetches what a later step of the form shows, so that it is there in the moment in which it gets the focus. */
export function loadReportFields(): void {
  // What fails is asked for again, and shown, where it is drawn.
  for (const load of [loadSources, loadOptions]) load().catch(() => undefined);
}

interface Props extends ReportFields {
  readonly place: 'sources' | 'options';
}

/** A report's fields of one step of the form. */
export function ReportPart({ place, ...fields }: Props) {
  const Part = place === 'sources' ? Sources : Options;
  return (
    <ErrorBoundary>
      <Suspense fallback={<Skeleton lines={4} label={FORM.loading_report} />}>
        <Part {...fields} />
      </Suspense>
    </ErrorBoundary>
  );
}
