import { useEffect, useEffectEvent, useState } from 'react';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import type { MissionResult } from '../../../../functions/src/schema/result.ts';
import type { Answer } from '../../api.ts';
import { isReport } from '../../missions/reportType.ts';
import { session } from '../../session.ts';
import { useStore } from '../../store.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../../trouble.ts';
import type { PartialResult } from './partialCalls.ts';
import { type PartialView, partialView } from './partialView.ts';

/** What there is of a report that is not whole. `none`: nothing, or it is another mission's. */
export type Partial =
  | { readonly state: 'none' | 'loading' }
  | { readonly state: 'ready'; readonly result: MissionResult; readonly view: PartialView }
  | { readonly state: 'failed'; readonly problem: Trouble };

/** What is written of `mission`, once it ended without completing. Asked for once for each attempt. */
export function usePartial(mission: Mission): Partial {
  const { uid } = useStore(session);
  const { mission_id: id, attempt, status } = mission;
  const isWanted = isReport(mission) && attempt > 0 && (status === 'failed' || status === 'cancelled');
  const key = isWanted && uid !== null ? `${uid} ${id} ${attempt}` : null;
  const [found, setFound] = useState<{ readonly key: string; readonly partial: Partial } | null>(null);
  const ask = useEffectEvent(() => partialOf(uid ?? '', mission));
  useEffect(() => {
    if (key === null) return;
    let isOver = false;
    void ask().then((partial) => {
      if (!isOver) setFound({ key, partial });
    });
    return () => {
      isOver = true;
    };
  }, [key]);
  if (key === null) return { state: 'none' };
  return found?.key === key ? found.partial : { state: 'loading' };
}

async function partialOf(uid: string, mission: Mission): Promise<Partial> {
  const answer = await read(uid, mission);
  if (answer.kind === 'problem') return { state: 'failed', problem: answer.problem };
  if (answer.data === null) return { state: 'none' };
  const { result, planned, written } = answer.data;
  const { is_partial: _isPartial, ...output } = result;
  return { state: 'ready', result: { ...output, owner: uid }, view: partialView(planned, written) };
}

async function read(uid: string, mission: Mission): Promise<Answer<PartialResult | null>> {
  try {
    const calls = await import('./partialCalls.ts');
    return await calls.readPartial(uid, mission);
  } catch {
    return { kind: 'problem', problem: PAGE_INCOMPLETE };
  }
}
