import { type ResultAnswer, resultAnswer } from '../../../../functions/src/schema/api.ts';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { type Answer, ask } from '../../api.ts';
import { ledgerCalls } from '../../firebaseLedger.ts';
import { stepDetailView } from '../../missions/step/stepDetailView.ts';
import { plannedTitles } from './partialView.ts';

/** More than any report has. */
const MOST_SECTIONS = 50;

/** What is written of a report that is not whole. */
export interface PartialResult {
  readonly result: ResultAnswer;
  readonly planned: readonly string[];
  readonly written: ReadonlySet<number>;
}

/**
 * What `mission`, which did not complete, has to show; null where that is nothing. The server puts it together when it is
 * asked: a read for each step and each section of it; here come a read for the plan, and one for each section.
 */
export async function readPartial(uid: string, mission: Mission): Promise<Answer<PartialResult | null>> {
  const path = `/missions/${encodeURIComponent(mission.mission_id)}/result`;
  const answer = await ask({ method: 'GET', path }, resultAnswer);
  if (answer.kind === 'problem') {
    return answer.problem.code === 'no_result' ? { kind: 'ok', data: null } : answer;
  }
  if (!answer.data.is_partial) return { kind: 'ok', data: null };
  const [planned, written] = await Promise.all([titlesOf(mission), writtenOf(uid, mission)]);
  return { kind: 'ok', data: { result: answer.data, planned, written } };
}

async function titlesOf(mission: Mission): Promise<string[]> {
  const index = indexOf(mission, 'planner');
  if (index === null) return [];
  const { attempt } = stepOf(mission, index);
  const entry = await ledgerCalls.readEntry(mission.mission_id, attempt, index);
  return plannedTitles(entry?.output);
}

async function writtenOf(uid: string, mission: Mission): Promise<ReadonlySet<number>> {
  const index = indexOf(mission, 'executor');
  if (index === null) return new Set();
  for (const group of stepOf(mission, index).itemGroups) {
    const items = await ledgerCalls.readItems(uid, mission.mission_id, group, -1, MOST_SECTIONS);
    const done = items.filter(({ status }) => status === 'completed');
    if (done.length > 0) return new Set(done.map((item) => item.item_index));
  }
  return new Set();
}

/** Under which attempt a step and its items are filed. */
function stepOf(mission: Mission, index: number) {
  return stepDetailView(mission, { index, attempt: null }, null, null);
}

function indexOf(mission: Mission, name: string): number | null {
  const at = mission.plan.findIndex((step) => step.step_name === name);
  return at < 0 ? null : mission.plan_start + at;
}
