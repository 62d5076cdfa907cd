import { Link } from 'wouter';
import { Section } from '../ui/Section.tsx';
import { VIEW_WORDS } from '../words/missionViews.ts';
import { COLON } from '../words/shared.ts';
import { addressOf } from './missionPlace.ts';
import { StepIcon } from './StepIcon.tsx';
import type { StepsView, StepView } from './stepViews.ts';

interface Props {
  readonly id: string;
  readonly steps: StepsView;
  /** The step that is open, if one is. */
  readonly open: number | null;
  readonly grewText: string;
}

/** The plan, and how far it has come; of a long one the part around the running step. Each step is a link to its own. */
export function StepList({ id, steps, open, grewText }: Props) {
  const { shown, beforeText, afterText, barsText } = steps;
  return (
    <Section id="steps-title" title={VIEW_WORDS.steps}>
      <div className="panel overflow-hidden py-1.5">
        {grewText !== '' && <Around text={grewText} />}
        {beforeText !== '' && <Around text={beforeText} />}
        <ol start={(shown[0]?.index ?? 0) + 1} data-step-links>
          {shown.map((step, at) => (
            <StepRow
              key={step.index}
              id={id}
              step={step}
              isLast={at === shown.length - 1}
              isOpen={step.index === open}
              isCurrent={step.index === steps.current}
            />
          ))}
        </ol>
        {afterText !== '' && <Around text={afterText} />}
        {barsText !== '' && <p className="px-4 pt-2 pb-1 text-[0.8125rem] text-muted">{barsText}</p>}
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

interface RowProps {
  readonly id: string;
  readonly step: StepView;
  readonly isLast: boolean;
  readonly isOpen: boolean;
  readonly isCurrent: boolean;
}

function StepRow({ id, step, isLast, isOpen, isCurrent }: RowProps) {
  const isQuiet = step.state === 'pending' || step.state === 'not_run';
  return (
    <li
      data-tone={step.tone}
      data-step-state={step.state}
      className={`relative flex gap-3 px-4 py-2 has-[a:hover]:bg-surface ${isOpen ? 'bg-surface' : ''}`}
    >
      {!isLast && <span className="absolute top-8 bottom-[-0.375rem] left-[1.5625rem] w-px bg-line" aria-hidden />}
      <StepIcon state={step.state} />
      <div className="min-w-0 flex-1">
        <p className="flex justify-between gap-3">
          <Link
            href={addressOf(id, { view: 'steps', step: step.index })}
            data-step-link={isCurrent ? 'current' : ''}
            data-step-number={step.index}
            aria-current={isOpen ? 'true' : undefined}
            // The whole row is the target, and the link is still only its name to whoever hears it.
            className={`min-w-0 wrap-any rounded-sm after:absolute after:inset-0 ${isQuiet ? 'text-muted' : 'font-medium'}`}
          >
            {step.name}
            <span className="sr-only">
              {COLON}
              {step.word}
            </span>
          </Link>
          <span className="text-sm whitespace-nowrap text-muted">
            {step.durationText || (step.triesText === '' ? step.word : '')}
          </span>
        </p>
        {step.message !== '' && (
          <p className={`text-sm wrap-any ${step.state === 'failed' ? 'text-tone' : 'text-muted'}`}>{step.message}</p>
        )}
        <Tries step={step} />
        {step.bar !== null && <Bar bar={step.bar} />}
      </div>
    </li>
  );
}

function Tries({ step }: { readonly step: StepView }) {
  return (
    <>
      {step.triesText !== '' && (
        <p className={`text-sm ${step.state === 'retrying' ? 'text-tone' : 'text-muted'}`}>{step.triesText}</p>
      )}
      {step.errorText !== '' && <p className="text-sm wrap-any text-muted">{step.errorText}</p>}
      {step.signText !== '' && (
        <p className="text-sm text-muted" data-sign>
          {step.signText}
        </p>
      )}
    </>
  );
}

/**
 * Hollow while it stood, solid while it ran, on one scale for all steps. The row says the same in words. In no status's
 * colour, in which it would be taken for a progress bar.
 */
function Bar({ bar }: { readonly bar: NonNullable<StepView['bar']> }) {
  return (
    <span className="mt-1.5 flex h-1.5" title={bar.text} aria-hidden>
      {bar.waited > 0 && (
        <span className="rounded-full border border-border-ui" style={{ width: `${bar.waited * 100}%` }} />
      )}
      {(bar.ran > 0 || bar.waited === 0) && (
        <span className="bar-mark min-w-1 rounded-full bg-border-ui" style={{ width: `${bar.ran * 100}%` }} />
      )}
    </span>
  );
}
