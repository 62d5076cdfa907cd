import { Link } from 'wouter';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { humanName } from '../missions/missionGlance.ts';
import { addressOf } from '../missions/missionPlace.ts';
import { RESULT_WORDS } from '../words/missionViews.ts';

/** So many of the last steps are named; the others are one link away. */
const NAMED = 8;

/** A completed mission whose worker sent no report, which is no fault: leads to what there is instead. */
export function NoReport({ mission }: { readonly mission: Mission }) {
  const { completed_steps: kept, completed_count: count } = mission.execution_record.progress_tracker;
  const id = mission.mission_id;
  const named = kept.slice(-NAMED);
  return (
    <div className="panel space-y-4 px-4 py-4 md:px-6" data-no-result>
      <p>{RESULT_WORDS.left}</p>
      {named.length > 0 && (
        <nav aria-labelledby="left-steps">
          <h3 id="left-steps" className="font-medium">
            {RESULT_WORDS.left_steps}
          </h3>
          <ul className="mt-1">
            {named.map(({ step_index: step, step_name: name }) => (
              <li key={step}>
                <StepLink
                  href={addressOf(id, { view: 'steps', step })}
                  text={RESULT_WORDS.left_step(step, humanName(name))}
                />
              </li>
            ))}
            {count > named.length && (
              <li>
                <StepLink href={addressOf(id, { view: 'steps' })} text={RESULT_WORDS.left_all(count)} />
              </li>
            )}
          </ul>
        </nav>
      )}
      {mission.external !== null && (
        <p className="text-sm text-muted">
          {RESULT_WORDS.left_hint} {/* The guide is the server's, not a page of this app: a plain link. */}
          <a href="/guide/external#what-a-report-says" className="underline underline-offset-2">
            {RESULT_WORDS.left_guide}
          </a>
        </p>
      )}
    </div>
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
