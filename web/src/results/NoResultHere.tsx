import { Link } from 'wouter';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { addressOf } from '../missions/missionPlace.ts';
import { buttonClass } from '../ui/Button.tsx';
import { RESULT_PAGE } from '../words/results.ts';
import { LeftList } from './LeftList.tsx';
import { type LeftBehind, leftBehind, noResult } from './resultState.ts';
import { useLeftSteps } from './useLeftSteps.ts';

interface Props {
  readonly mission: Mission;
  readonly asked: number | null;
}

/** Why there is no result, what is there instead, and where it goes on. */
export function NoResultHere({ mission, asked }: Props) {
  const { title, text, isElsewhere } = noResult(mission, asked);
  if (mission.status === 'completed' && !isElsewhere) return <WithoutReport mission={mission} {...{ title, text }} />;
  const left = isElsewhere ? null : leftBehind(mission);
  return (
    <div className="panel max-w-[70ch] px-4 py-6 md:px-6 md:py-8" data-no-result>
      <h2 className="font-semibold">{title}</h2>
      <p className="mt-1 text-muted">{text}</p>
      {left !== null && <Left left={left} />}
      <p className="mt-5 flex flex-wrap gap-3">
        <Link href={addressOf(mission.mission_id, {})} className={buttonClass('primary')}>
          {RESULT_PAGE.to_mission}
        </Link>
        {isElsewhere && (
          <Link href={`/results/${mission.mission_id}`} className={buttonClass('plain')}>
            {RESULT_PAGE.to_newest}
          </Link>
        )}
      </p>
    </div>
  );
}

interface WithoutReportProps {
  readonly mission: Mission;
  readonly title: string;
  readonly text: string;
}

/** It completed, and its worker sent no report: what its steps left, where they left anything. */
function WithoutReport({ mission, title, text }: WithoutReportProps) {
  const left = useLeftSteps(mission);
  const { mission_id: id } = mission;
  return (
    <div className="panel max-w-[70ch] space-y-4 px-4 py-6 md:px-6 md:py-8" data-no-result>
      <div>
        <h2 className="font-semibold">{title}</h2>
        <p className="mt-1 text-muted">
          {text} {left.text}
        </p>
      </div>
      <LeftList id={id} left={left} />
      <p>
        <Link href={addressOf(id, left.isAny ? { view: 'steps' } : {})} className={buttonClass('primary')}>
          {left.isAny ? RESULT_PAGE.to_steps : RESULT_PAGE.to_mission}
        </Link>
      </p>
    </div>
  );
}

function Left({ left: { failure, text, steps, before } }: { readonly left: LeftBehind }) {
  return (
    <>
      {failure !== null && (
        <p className="mt-4 wrap-any">
          {failure.message} {failure.next}
        </p>
      )}
      <h3 className="mt-5 font-semibold">{RESULT_PAGE.left_title}</h3>
      <p className="mt-1 text-muted">{text}</p>
      {steps.length > 0 && (
        <ul className="mt-3 list-disc space-y-1.5 pl-5 text-sm marker:text-muted" data-left>
          {before > 0 && <li className="text-muted">{RESULT_PAGE.left_before(before)}</li>}
          {steps.map(({ index, name, message }) => (
            <li key={index} className="wrap-any">
              <span className="font-medium">{name}</span>
              {message !== '' && <span className="block text-muted">{message}</span>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
