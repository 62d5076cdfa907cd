import type { Mission } from '../../../../functions/src/schema/mission.ts';
import type { MissionResult } from '../../../../functions/src/schema/result.ts';
import { useMission } from '../../missions/useMission.ts';
import { NO_SERVER, type Trouble } from '../../trouble.ts';
import { useLate } from '../../ui/useLate.ts';
import { shownAttempt } from '../resultState.ts';
import { useKept, useResult } from '../useResult.ts';

/** One of two results, as far as it is there. */
export type Side =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly problem: Trouble }
  | { readonly state: 'missing' }
  /** The mission is there, and has no result. */
  | { readonly state: 'none'; readonly mission: Mission }
  | {
      readonly state: 'ready';
      readonly mission: Mission;
      readonly result: MissionResult;
      /** Why what is shown may be old. */
      readonly problem: Trouble | null;
    };

/** The result of mission `id`: the same two listeners as on its own page, a read each. */
export function useSide(id: string): Side {
  const { live } = useMission(id);
  const { value: mission, problem } = useKept(id, live);
  const attempt = mission === null ? null : shownAttempt(mission);
  const found = useResult(id, attempt);
  const { value: result, problem: lost } = useKept(`${id} ${attempt}`, found);
  const isWaiting = live.state === 'loading' || (attempt !== null && found.state === 'loading');
  const isLate = useLate(isWaiting);
  if (live.state === 'missing') return { state: 'missing' };
  const trouble = lost ?? problem;
  if (mission !== null && result !== null) return { state: 'ready', mission, result, problem: trouble };
  if (mission !== null && (attempt === null || found.state === 'missing')) return { state: 'none', mission };
  if (trouble !== null) return { state: 'failed', problem: trouble };
  return isLate ? { state: 'failed', problem: NO_SERVER } : { state: 'loading' };
}
