import { isOver } from '../../functions/src/core/allowed.ts';
import type { LedgerEntry } from '../../functions/src/schema/ledger.ts';
import { COMPLETED_STEPS_KEPT } from '../../functions/src/schema/tracker.ts';
import type { MissionRecord } from './missionRecord.ts';
import type { Violation } from './record.ts';

type Complain = (rule: string, detail: string) => void;

/** What the documents of one mission must say, taken together, once everything is over. Pure. */
export function checkRecord(record: MissionRecord): Violation[] {
  const violations: Violation[] = [];
  const complain: Complain = (rule, detail) => {
    violations.push({ missionId: record.mission.mission_id, rule, detail });
  };
  checkEnd(record, complain);
  checkHistory(record, complain);
  checkLedger(record, complain);
  checkParts(record, complain);
  checkTracker(record, complain);
  checkResults(record, complain);
  return violations;
}

/** Exactly one terminal state, and each attempt ended at most once. */
function checkEnd({ mission, history }: MissionRecord, complain: Complain): void {
  if (!isOver(mission)) complain('comes_home', `it is still ${mission.status}`);
  if (mission.execution_record.status !== mission.status) {
    complain('one_status', `the record says ${mission.execution_record.status}, the mission ${mission.status}`);
  }
  for (let attempt = 0; attempt <= mission.attempt; attempt += 1) {
    const ends = history.filter(
      ({ data }) => data.attempt === attempt && data.kind === 'status' && isOver({ status: data.status }),
    );
    if (ends.length > 1) complain('one_end', `attempt ${attempt} ended ${ends.length} times`);
    const isLast = attempt === mission.attempt;
    if (isLast && isOver(mission) && ends[0]?.data.status !== mission.status) {
      complain('one_end', `the history ends as ${ends[0]?.data.status ?? 'nothing'}, the mission as ${mission.status}`);
    }
  }
}

/** 1 to n, all there, each under the id of its number. */
function checkHistory({ mission, history }: MissionRecord, complain: Complain): void {
  const entries = history.toSorted((one, other) => one.data.seq - other.data.seq);
  for (const { id, data } of entries) {
    if (Number(id) !== data.seq) complain('history', `entry ${id} says that it is ${data.seq}`);
  }
  const seqs = entries.map(({ data }) => data.seq);
  const gap = seqs.findIndex((seq, index) => seq !== index + 1);
  if (gap !== -1) complain('history', `number ${gap + 1} is ${seqs[gap]}`);
  if (seqs.length !== mission.seq) complain('history', `${seqs.length} entries, and the mission says ${mission.seq}`);
  const attempts = entries.map(({ data }) => data.attempt);
  const fall = attempts.findIndex((attempt, index) => attempt < (attempts[index - 1] ?? 0));
  if (fall !== -1) complain('history', `the attempt falls at number ${fall + 1}`);
}

/** A completed entry for each finished step of the attempt that ran it, none for others, told once in the history. */
function checkLedger({ mission, ledger, history }: MissionRecord, complain: Complain): void {
  for (const { id, data } of ledger) {
    if (id !== `${data.attempt}-${data.step_index}`) {
      complain('ledger', `entry ${id} is about step ${data.step_index} of attempt ${data.attempt}`);
    }
    if (data.fence > mission.fence) complain('ledger', `entry ${id} has fence ${data.fence}, over ${mission.fence}`);
    if (data.attempt > mission.attempt) complain('ledger', `entry ${id} is of an attempt that never was`);
  }
  for (let attempt = 1; attempt <= mission.attempt; attempt += 1) {
    const entries = ledger.map(({ data }) => data).filter((entry) => entry.attempt === attempt);
    const told = history
      .filter(({ data }) => data.attempt === attempt && data.kind === 'step' && data.event_type === 'step_completed')
      .map(({ data }) => data.step_index ?? -1);
    const done = entries.filter((entry) => entry.status === 'completed').map((entry) => entry.step_index);
    if (inOrder(told).join() !== inOrder(done).join()) {
      complain(
        'ledger',
        `attempt ${attempt} has steps ${inOrder(done).join()}, its history tells of ${inOrder(told).join()}`,
      );
    }
    const fences = entries.toSorted((one, other) => one.step_index - other.step_index).map((entry) => entry.fence);
    if (fences.join() !== inOrder(fences).join())
      complain('ledger', `attempt ${attempt}: fences ${fences.join()} fall`);
  }
}

/** Each attempt takes over from a step of its own on, the first one from the start, the newest one last. */
function checkParts({ mission }: MissionRecord, complain: Complain): void {
  const { attempt, ledger_parts: parts } = mission;
  const isRising = parts.every((part, index) => {
    const before = parts[index - 1];
    return before === undefined
      ? part.from_step === 0
      : part.from_step > before.from_step && part.attempt > before.attempt;
  });
  if (attempt > 0 && (!isRising || parts.at(-1)?.attempt !== attempt)) {
    complain('parts', `attempt ${attempt}, and the parts are ${JSON.stringify(parts)}`);
  }
}

/** Which attempt's entry counts for a step: the last part that begins at or before it. */
function entryOf({ mission, ledger }: MissionRecord, index: number): LedgerEntry | null {
  const attempt = mission.ledger_parts.filter((part) => part.from_step <= index).at(-1)?.attempt ?? 0;
  return ledger.find(({ data }) => data.attempt === attempt && data.step_index === index)?.data ?? null;
}

/** The tracker counts what the ledger has, and shows the newest of it. */
function checkTracker(record: MissionRecord, complain: Complain): void {
  const { mission, ledger } = record;
  const tracker = mission.execution_record.progress_tracker;
  const { completed_count: count, completed_steps: shown, progress_percent: percent } = tracker;
  for (let index = 0; index < count; index += 1) {
    if (entryOf(record, index)?.status !== 'completed') {
      complain('tracker', `step ${index} is counted as done, and not in the ledger`);
    }
  }
  const beyond = ledger.filter(
    ({ data }) => data.attempt === mission.attempt && data.status === 'completed' && data.step_index >= count,
  );
  if (beyond.length > 0) {
    complain('tracker', `${count} steps are counted, the ledger has ${beyond.map(({ id }) => id).join()}`);
  }
  const expected = Array.from({ length: count }, (_, index) => index).slice(-COMPLETED_STEPS_KEPT);
  if (shown.map((step) => step.step_index).join() !== expected.join()) {
    complain('tracker', `shows steps ${shown.map((step) => step.step_index).join()}, done are ${expected.join()}`);
  }
  for (const step of shown) {
    const entry = entryOf(record, step.step_index);
    if (entry !== null && (entry.duration_ms !== step.duration_ms || entry.tries !== step.tries)) {
      complain('tracker', `step ${step.step_index} differs from its ledger entry`);
    }
  }
  if ((mission.status === 'completed') !== (percent === 100)) {
    complain('tracker', `${mission.status} at ${percent} percent`);
  }
  if (mission.status === 'completed' && count !== tracker.total_steps) {
    complain('tracker', `completed with ${count} of ${tracker.total_steps} steps`);
  }
  const atStep = tracker.current_step?.status ?? null;
  const isEnded = atStep === null || atStep === 'failed' || atStep === 'cancelled';
  if (isOver(mission) && !isEnded) complain('tracker', `over, and a step is ${atStep}`);
}

/** The result of an attempt is there exactly when the attempt completed. */
function checkResults({ mission, results }: MissionRecord, complain: Complain): void {
  const ids = results.map(({ id }) => id);
  const expected = mission.status === 'completed' ? [String(mission.attempt)] : [];
  if (ids.join() !== expected.join())
    complain('result', `results of attempts "${ids.join()}", expected "${expected.join()}"`);
}

function inOrder(numbers: readonly number[]): number[] {
  return numbers.toSorted((one, other) => one - other);
}
