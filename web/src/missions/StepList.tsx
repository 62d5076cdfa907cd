import {
  Circle,
  CircleAlert,
  CircleCheck,
  CircleMinus,
  CirclePause,
  CircleStop,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  RefreshCw,
} from 'lucide-react';
import { Section } from '../ui/Section.tsx';
import type { StepState, StepsView, StepView } from './stepViews.ts';

const ICONS: Record<StepState, LucideIcon> = {
  pending: Circle,
  running: LoaderCircle,
  retrying: RefreshCw,
  waiting: Hourglass,
  paused: CirclePause,
  completed: CircleCheck,
  failed: CircleAlert,
  cancelled: CircleStop,
  not_run: CircleMinus,
};

/** The plan, and how far it has come; of a long one the part around the running step. */
export function StepList({ steps }: { readonly steps: StepsView }) {
  const { shown, beforeText, afterText } = steps;
  return (
    <Section id="steps-title" title="Steps">
      <div className="panel overflow-hidden py-1.5">
        {beforeText !== '' && <Around text={beforeText} />}
        <ol start={(shown[0]?.index ?? 0) + 1}>
          {shown.map((step, at) => (
            <StepRow key={step.index} step={step} isLast={at === shown.length - 1} />
          ))}
        </ol>
        {afterText !== '' && <Around text={afterText} />}
      </div>
    </Section>
  );
}

function Around({ text }: { readonly text: string }) {
  return (
    <p className="px-4 py-2 text-sm text-muted" data-steps-around>
      {text}
    </p>
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
          <span className={`min-w-0 wrap-any ${isQuiet ? 'text-muted' : 'font-medium'}`}>
            {step.name}
            <span className="sr-only">: {step.word}</span>
          </span>
          <span className="text-sm whitespace-nowrap text-muted">
            {step.durationText || (step.triesText === '' ? step.word : '')}
          </span>
        </p>
        {step.message !== '' && (
          <p className={`text-sm wrap-any ${step.state === 'failed' ? 'text-tone' : 'text-muted'}`}>{step.message}</p>
        )}
        {step.triesText !== '' && (
          <p className={`text-sm ${step.state === 'retrying' ? 'text-tone' : 'text-muted'}`}>{step.triesText}</p>
        )}
        {step.errorText !== '' && <p className="text-sm wrap-any text-muted">{step.errorText}</p>}
      </div>
    </li>
  );
}
