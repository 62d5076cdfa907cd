import { Link } from 'wouter';
import { assertNever } from '../../../../functions/src/core/assertNever.ts';
import { useNotHere } from '../../shell/NotHere.tsx';
import { NotKept } from '../../shell/NotKept.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { COMPARE_PAGE } from '../../words/compare.ts';
import { RESULT_PAGE, RESULTS_PAGE } from '../../words/results.ts';
import { noResult } from '../resultState.ts';
import type { Side } from './useSide.ts';

interface Props {
  readonly id: string;
  readonly side: Exclude<Side, { readonly state: 'ready' }>;
}

/** Stands where one of the two results is not there. */
export function SideNotice({ id, side }: Props) {
  switch (side.state) {
    case 'loading':
      return <Awaited />;
    case 'failed':
      return (
        <TroubleNotice
          problem={side.problem}
          actions={<Button onClick={() => location.reload()}>{RESULTS_PAGE.reload}</Button>}
        />
      );
    case 'missing':
      return (
        <Notice
          tone="waiting"
          title={COMPARE_PAGE.missing_title}
          actions={
            <Link href="/results" className={buttonClass('plain')}>
              {RESULT_PAGE.to_results}
            </Link>
          }
        >
          <p>{COMPARE_PAGE.missing_text(id)}</p>
        </Notice>
      );
    case 'none': {
      const { title, text } = noResult(side.mission, null);
      return (
        <Notice
          tone="waiting"
          title={title}
          actions={
            <Link href={`/m/${id}`} className={buttonClass('plain')}>
              {COMPARE_PAGE.to_mission}
            </Link>
          }
        >
          <p className="font-medium">{side.mission.objective}</p>
          <p>{text}</p>
        </Notice>
      );
    }
    default:
      return assertNever(side);
  }
}

/** Before the first answer: soon, or not to be had on this device until it is connected. */
function Awaited() {
  const isAway = useNotHere(true);
  if (isAway) return <NotKept words={COMPARE_PAGE.not_kept} />;
  return <Skeleton lines={6} label={COMPARE_PAGE.loading} />;
}
