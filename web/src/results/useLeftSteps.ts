import { useEffect, useEffectEvent, useState } from 'react';
import { attemptOf } from '../../../functions/src/core/ledger.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { type Data, loadData } from '../loadData.ts';
import { type LeftOutputs, type LeftSteps, leftSteps, namedSteps } from './leftSteps.ts';

const ASKING: LeftOutputs = { state: 'asking' };

/** What the last steps of a mission that ended left, by mission and attempt: nothing of it changes any more. */
const learned = new Map<string, LeftOutputs>();

/** What there is in place of a report: a read for each step that is named, once in a visit. */
export function useLeftSteps(mission: Mission): LeftSteps {
  const key = `${mission.mission_id} ${mission.attempt}`;
  const [found, setFound] = useState<{ readonly key: string; readonly left: LeftOutputs } | null>(null);
  const read = useEffectEvent((data: Data) => readOutputs(data, mission));
  useEffect(() => {
    if (learned.has(key)) return;
    let isOver = false;
    const show = (left: LeftOutputs): void => {
      if (!isOver) setFound({ key, left });
    };
    loadData()
      .then((data) => read(data))
      .then(
        (left) => {
          learned.set(key, left);
          show(left);
        },
        // Nobody can say: then it leads to all of them.
        () => show({ state: 'unknown' }),
      );
    return () => {
      isOver = true;
    };
  }, [key]);
  return leftSteps(mission, learned.get(key) ?? (found?.key === key ? found.left : ASKING));
}

async function readOutputs({ ledgerCalls }: Data, mission: Mission): Promise<LeftOutputs> {
  const outputs = await Promise.all(
    namedSteps(mission).map(async ({ step_index: index }) => {
      const entry = await ledgerCalls.readEntry(mission.mission_id, attemptOf(mission, index), index);
      // What is no longer kept says nothing of what it was.
      return [index, entry === null || (entry.output ?? null) !== null] as const;
    }),
  );
  return { state: 'known', outputs: new Map(outputs) };
}
