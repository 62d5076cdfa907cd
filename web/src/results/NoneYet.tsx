import { Link } from 'wouter';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { isReport } from '../missions/reportType.ts';
import { buttonClass } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { VIEW_WORDS } from '../words/missionViews.ts';
import { PARTIAL_WORDS } from '../words/partialResult.ts';
import { noneYetText } from './noneYetText.ts';

/** A mission that did not complete has no result; a report that ended early may have sections that can be read. */
export function NoneYet({ mission }: { readonly mission: Mission }) {
  const mayHaveParts = isReport(mission) && mission.finished_at !== null && mission.attempt > 0;
  return (
    <section aria-label={VIEW_WORDS.result}>
      {mayHaveParts ? (
        <Notice
          tone="queued"
          actions={
            <Link href={`/results/${encodeURIComponent(mission.mission_id)}`} className={buttonClass('plain')}>
              {PARTIAL_WORDS.read}
            </Link>
          }
        >
          {PARTIAL_WORDS.none_whole}
        </Notice>
      ) : (
        <Notice tone="queued">{noneYetText(mission)}</Notice>
      )}
    </section>
  );
}
