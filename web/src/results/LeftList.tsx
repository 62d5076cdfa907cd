import { Link } from 'wouter';
import { addressOf } from '../missions/missionPlace.ts';
import { LEFT_WORDS } from '../words/resultParts.ts';
import type { LeftSteps } from './leftSteps.ts';

interface Props {
  readonly id: string;
  readonly left: LeftSteps;
}

/** The steps of a mission without a report that left something to read. */
export function LeftList({ id, left: { steps, all } }: Props) {
  if (steps.length === 0 && all === null) return null;
  return (
    <nav aria-labelledby="left-steps">
      <h3 id="left-steps" className="font-medium">
        {LEFT_WORDS.title}
      </h3>
      <ul className="mt-1">
        {steps.map(({ index, label }) => (
          <li key={index}>
            <StepLink href={addressOf(id, { view: 'steps', step: index })} text={label} />
          </li>
        ))}
        {all !== null && (
          <li>
            <StepLink href={addressOf(id, { view: 'steps' })} text={all} />
          </li>
        )}
      </ul>
    </nav>
  );
}

function StepLink({ href, text }: { readonly href: string; readonly text: string }) {
  return (
    <Link
      href={href}
      className="inline-flex min-h-11 items-center wrap-any text-accent underline underline-offset-2 md:min-h-8"
    >
      {text}
    </Link>
  );
}
