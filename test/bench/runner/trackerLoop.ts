import type { DocumentData } from 'firebase-admin/firestore';
import { planSteps } from '../../../functions/src/core/plan.ts';
import { propose } from '../../../functions/src/core/propose.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { DEFAULT_BUDGET } from '../../../functions/src/schema/request.ts';
import { missionUpdate } from '../../../functions/src/store/missionUpdate.ts';
import { after, at, CLAIM, completed, EXECUTE, START } from '../../support/missions.ts';
import { OWNER, STEPS, TYPE } from './missions.ts';

/** A mission as its runner has it before the first step, and the update of its document that each step is. */
export interface TrackerLoop {
  readonly content: DocumentData;
  readonly updates: readonly Record<string, unknown>[];
}

/**
 * What a raw loop would write that keeps the same tracker: the very fields of the product's own updates, one `update()`
 * a step, without a fence, a ledger and a history.
 */
export function trackerLoop(): TrackerLoop {
  const names = Array.from({ length: STEPS }, (_, index) => ({ name: `step-${index}`, weight: 1 }));
  const { mission } = propose(
    {
      ...{ missionId: 'a'.repeat(20), owner: OWNER, type: TYPE, typeVersion: 1, budget: DEFAULT_BUDGET },
      ...{ objective: 'Measure the runner', scope: { allowed_domains: ['example.com'] } },
      ...{ plan: planSteps(names), requestHash: '0'.repeat(64) },
    },
    START,
  );
  const queued = after(after(mission, { type: 'approved' }, at(1)), EXECUTE, at(2));
  let before: Mission = after(queued, CLAIM, at(3));
  const content: DocumentData = { ...before };
  const updates: Record<string, unknown>[] = [];
  // The last step ends a mission, which is more than a step.
  for (let index = 0; index < STEPS - 1; index += 1) {
    const next = after(before, completed(index), at(4 + index));
    updates.push(missionUpdate(before, next));
    before = next;
  }
  return { content, updates };
}
