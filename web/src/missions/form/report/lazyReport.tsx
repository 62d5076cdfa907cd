import { Suspense } from 'react';
import { ErrorBoundary } from '../../../shell/ErrorBoundary.tsx';
import { lazyPart } from '../../../shell/lazyPart.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { FORM } from '../../../words/missionForm.ts';
import type { ReportFields } from './reportFields.ts';
import type { WriterLineProps } from './WriterLine.tsx';

const loadSources = () => import('./ReportSources.tsx');
const loadOptions = () => import('./ReportOptions.tsx');
const loadWriter = () => import('./WriterLine.tsx');
// Most missions are no reports: their fields come when somebody chooses that kind.
const Sources = lazyPart(loadSources);
const Options = lazyPart(loadOptions);
const Writer = lazyPart(loadWriter);

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

/** Who writes it, in a line of its own. Its place stays empty until it is there: nothing waits for it. */
export function WriterPart(props: WriterLineProps) {
  return (
    <ErrorBoundary>
      <Suspense fallback={null}>
        <Writer {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}
