import { useState } from 'react';
import { newMissionId } from '../../../client/src/missionId.ts';
import type { MissionAnswer } from '../../../functions/src/schema/api.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import type { Answer, NewMission } from '../api.ts';
import { loadData } from '../loadData.ts';
import { openPage } from '../shell/pagePlace.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../trouble.ts';
import { SAMPLE } from '../words/shared.ts';
import { sendCommands } from './commands.ts';
import { tellStarted, tellStarting } from './starting.ts';

/** With the id that it is to have. */
type StartedMission = NewMission & { readonly mission_id: string };

/** What a command did shows within a moment of its answer; the connection pill says why if it does not. */
const CATCH_UP_MS = 5_000;

/** Creates a mission and opens its page; approves and runs it there if asked to. Answers it, also where it was there before. */
export async function startMission(body: StartedMission, isRun: boolean): Promise<Answer<MissionAnswer>> {
  const { mission_id: id } = body;
  // Before it is there: the list may hear of it before this call is answered.
  if (isRun) tellStarting(id);
  const answer = await create(body);
  if (answer.kind === 'problem') {
    tellStarted(id);
    return answer;
  }
  // The same draft may have been sent before, and its mission be on its way, or over.
  if (isRun && isToRun(answer.data)) void run(id);
  else if (isRun) tellStarted(id);
  openPage(`/m/${id}`);
  return answer;
}

function isToRun({ status }: Pick<Mission, 'status'>): boolean {
  return status === 'proposed' || status === 'approved';
}

async function run(id: string): Promise<void> {
  const problem = await sendCommands(id, [{ command: 'approve' }, { command: 'execute' }]);
  if (problem === null) setTimeout(() => tellStarted(id), CATCH_UP_MS);
  else tellStarted(id);
}

async function create(body: NewMission): Promise<Answer<MissionAnswer>> {
  try {
    const data = await loadData();
    return await data.createMission(body);
  } catch {
    return { kind: 'problem', problem: PAGE_INCOMPLETE };
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
    const answer = await startMission({ objective: SAMPLE.objective, scope, mission_id: id }, true);
    setProblem(answer.kind === 'problem' ? answer.problem : null);
    setBusy(false);
  };
  return { isBusy, problem, start: () => void start() };
}
