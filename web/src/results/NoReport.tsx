import type { Mission } from '../../../functions/src/schema/mission.ts';
import { LEFT_WORDS } from '../words/resultParts.ts';
import { LeftList } from './LeftList.tsx';
import { useLeftSteps } from './useLeftSteps.ts';

/** A completed mission whose worker sent no report, which is no fault: leads to what there is instead. */
export function NoReport({ mission }: { readonly mission: Mission }) {
  const left = useLeftSteps(mission);
  return (
    <div className="panel space-y-4 px-4 py-4 md:px-6" data-no-result>
      <p>
        {LEFT_WORDS.none} {left.text}
      </p>
      <LeftList id={mission.mission_id} left={left} />
      {mission.external !== null && (
        <p className="text-sm text-muted">
          {LEFT_WORDS.hint} {/* The guide is the server's, not a page of this app: a plain link. */}
          <a href="/guide/external#what-a-report-says" className="underline underline-offset-2">
            {LEFT_WORDS.guide}
          </a>
        </p>
      )}
    </div>
  );
}
