import { Circle, CircleAlert, CircleCheck, CircleMinus, CircleStop, LoaderCircle, type LucideIcon } from 'lucide-react';
import { Section } from '../ui/Section.tsx';
import type { StepState, StepView } from './stepViews.ts';

const ICONS: Record<StepState, LucideIcon> = {
  pending: Circle,
  running: LoaderCircle,
  completed: CircleCheck,
  failed: CircleAlert,
  cancelled: CircleStop,
  not_run: CircleMinus,
};

/** The plan, and how far it has come. */
export function StepList({ steps }: { readonly steps: readonly StepView[] }) {
  return (
    <Section id="steps-title" title="Steps">
      <ol className="panel overflow-hidden py-1.5">
        {steps.map((step) => (
          <StepRow key={step.index} step={step} isLast={step.index === steps.length - 1} />
        ))}
      </ol>
    </Section>
  );
}

function StepRow({ step, isLast }: { readonly step: StepView; readonly isLast: boolean }) {
  const Icon = ICONS[step.state];
  const isQuiet = step.state === 'pending' || step.state === 'not_run';
  return (
    <li data-tone={step.tone} data-step-state={step.state} className="relative flex gap-3 px-4 py-2">
      {!isLast && <span className="absolute top-8 bottom-[-0.375rem] left-[1.5625rem] w-px bg-line" aria-hidden />}
      <Icon className={`mt-0.5 size-5 shrink-0 text-tone ${step.state === 'running' ? 'spin' : ''}`} aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="flex justify-between gap-3">
          <span className={isQuiet ? 'text-muted' : 'font-medium'}>
            {step.name}
            <span className="sr-only">: {step.word}</span>
          </span>
          <span className="text-sm whitespace-nowrap text-muted">
            {step.durationText || (isQuiet ? step.word : '')}
          </span>
        </p>
        {step.message !== '' && (
          <p className={`text-sm wrap-any ${step.state === 'failed' ? 'text-tone' : 'text-muted'}`}>{step.message}</p>
        )}
      </div>
    </li>
  );
}
