import { useState } from 'react';
import { newMissionId } from '../../../client/src/missionId.ts';
import type { NewMission } from '../api.ts';
import { loadData } from '../loadData.ts';
import { openPage } from '../shell/pagePlace.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../trouble.ts';
import { SAMPLE } from '../words/shared.ts';
import { sendCommands } from './commands.ts';

/** Creates a mission and opens its page; approves and runs it there if asked to. Null when it worked. */
export async function startMission(body: NewMission, isRun: boolean): Promise<Trouble | null> {
  const answer = await create(body);
  if (answer.kind === 'problem') return answer.problem;
  const id = answer.data.mission_id;
  if (isRun) void sendCommands(id, [{ command: 'approve' }, { command: 'execute' }]);
  openPage(`/m/${id}`);
  return null;
}

async function create(body: NewMission) {
  try {
    const data = await loadData();
    return await data.createMission(body);
  } catch {
    return { kind: 'problem', problem: PAGE_INCOMPLETE } as const;
  }
}

/** A mission that reads this product's own guide, which is there wherever the product is. */
export function useSampleMission() {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Trouble | null>(null);
  const [id] = useState(newMissionId);
  const start = async (): Promise<void> => {
    setBusy(true);
    const scope = { allowed_domains: [location.host] };
    setProblem(await startMission({ objective: SAMPLE.objective, scope, mission_id: id }, true));
    setBusy(false);
  };
  return { isBusy, problem, start: () => void start() };
}
