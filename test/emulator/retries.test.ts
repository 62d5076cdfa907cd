import { describe, expect, it } from 'vitest';
import { AppError } from '../../functions/src/core/errors.ts';
import { MAX_LOSSES } from '../../functions/src/core/failEvents.ts';
import type { StepPolicy, StepResult } from '../../functions/src/missions/defineMission.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { sweep } from '../../functions/src/runner/sweep.ts';
import { currentStep, historyOf, lastTask, ledgerOf, missionOf, queuedSteps } from '../support/runs.ts';
import { aborted, gate, lastStep, step } from '../support/steps.ts';
import { until } from '../support/until.ts';

const SOON: Partial<StepPolicy> = { attempts: 4, backoffMs: 100 };
const DONE: StepResult<unknown> = { output: 'done', message: 'done' };

/** A step that throws what `failures` say, one a try, and then is done. */
function failing(policy: Partial<StepPolicy>, ...failures: readonly Error[]) {
  const tries: number[] = [];
  const made = step('a', async (context) => {
    tries.push(context.try);
    const failure = failures[tries.length - 1];
    if (failure !== undefined) throw failure;
    return DONE;
  });
  return { step: { ...made, policy }, tries };
}

const broke = new Error('the line broke');

describe('a step that fails', () => {
  it('is tried again, by the same runner when the wait is short, and the counts are stored', async () => {
    const flaky = failing(SOON, broke, broke);
    const { deps, id, task } = await queuedSteps(flaky.step, lastStep('b'));
    expect(await runMission(deps, task, 'runner-1')).toBe('over');
    expect(flaky.tries).toEqual([1, 2, 3]);
    const mission = await missionOf(deps, id);
    expect(mission.status).toBe('completed');
    expect(mission.execution_record.progress_tracker.completed_steps[0]).toMatchObject({ tries: 3, max_tries: 4 });
    expect(await ledgerOf(deps, id)).toEqual(['1-0 completed by 1', '1-1 completed by 1']);
    expect(await historyOf(deps, id)).toEqual(
      expect.arrayContaining(['Try 1 of 4 failed: The step crashed: the line broke', 'Try 2 of 4', 'Try 3 of 4']),
    );
    expect(deps.sent).toHaveLength(1);
  });

  it('shows which try comes next and when, live', async () => {
    const flaky = failing({ attempts: 5, backoffMs: 3000 }, broke);
    const { deps, id, task } = await queuedSteps(flaky.step, lastStep('b'));
    const running = runMission(deps, task, 'runner-1');
    const seen = await until('the wait', async () => {
      const current = await currentStep(deps, id).catch(() => null);
      return current?.status === 'retrying' ? current : null;
    });
    expect(seen).toMatchObject({ tries: 1, max_tries: 5, last_error: 'The step crashed: the line broke' });
    const waitMs = Date.parse(seen.next_try_at ?? '') - Date.parse(seen.timestamp);
    expect(waitMs).toBeGreaterThanOrEqual(1500);
    expect(waitMs).toBeLessThanOrEqual(3000);
    expect(await running).toBe('over');
  });

  it('with a long wait gives the function back, and a task comes when it is due', async () => {
    const flaky = failing({ attempts: 2, backoffMs: 100_000, maxBackoffMs: 100_000 }, broke);
    const { deps, id, task } = await queuedSteps(flaky.step, lastStep('b'));
    expect(await runMission(deps, task, 'runner-1')).toBe('left');
    expect(await missionOf(deps, id)).toMatchObject({ status: 'in_progress', lease: null });
    expect((await currentStep(deps, id)).status).toBe('retrying');
    const due = lastTask(deps);
    expect(deps.dueAt.get(due.task_id)).toBe((await currentStep(deps, id)).next_try_at);
    // Delivered at once, as the emulator does it, it finds nothing to do.
    expect(await runMission(deps, due, 'runner-2')).toBe('not_mine');
    deps.clock.move(100_000);
    expect(await runMission(deps, due, 'runner-3')).toBe('over');
    expect(flaky.tries).toEqual([1, 2]);
  });

  it('for good after its last try', async () => {
    const flaky = failing(SOON, broke, broke, broke, broke);
    const { deps, id, task } = await queuedSteps(flaky.step, lastStep('b'));
    await runMission(deps, task, 'runner-1');
    expect(flaky.tries).toEqual([1, 2, 3, 4]);
    expect(await missionOf(deps, id)).toMatchObject({ status: 'failed', error: { code: 'step_crashed' } });
    expect(await ledgerOf(deps, id)).toEqual(['1-0 failed by 1']);
  });

  it('for a reason that no other try can mend fails at once', async () => {
    const flaky = failing(SOON, new AppError('over_budget', 'Too dear.'));
    const { deps, id, task } = await queuedSteps(flaky.step, lastStep('b'));
    await runMission(deps, task, 'runner-1');
    expect(flaky.tries).toEqual([1]);
    expect((await missionOf(deps, id)).error?.code).toBe('over_budget');
  });

  it('by its own word on what is terminal', async () => {
    const flaky = failing({ ...SOON, isTerminal: (error) => error === broke }, broke);
    const { deps, id, task } = await queuedSteps(flaky.step, lastStep('b'));
    await runMission(deps, task, 'runner-1');
    expect(flaky.tries).toEqual([1]);
    expect((await missionOf(deps, id)).status).toBe('failed');
  });
});

describe('a step with a time limit', () => {
  it('is told to stop when its time is up, and tried again', async () => {
    let tries = 0;
    const slow = step('a', async (context) => {
      tries += 1;
      if (tries === 1) await aborted(context.signal);
      return DONE;
    });
    const policy = { attempts: 2, backoffMs: 50, timeoutMs: 300 };
    const { deps, id, task } = await queuedSteps({ ...slow, policy }, lastStep('b'));
    expect(await runMission(deps, task, 'runner-1')).toBe('over');
    expect(tries).toBe(2);
    expect((await historyOf(deps, id)).join('\n')).toContain('took longer than the 0.3 s that one try may take');
  });
});

describe('a crash', () => {
  it('between two tries loses neither the count nor the wait', async () => {
    const flaky = failing({ attempts: 3, backoffMs: 4000 }, broke);
    const { deps, id, task } = await queuedSteps(flaky.step, lastStep('b'));
    const first = runMission(deps, task, 'runner-1');
    await until('the wait', async () => (await currentStep(deps, id).catch(() => null))?.status === 'retrying');
    // The first runner is as good as dead: the queue delivers again, and the fence stops it.
    expect(await runMission(deps, task, 'runner-2')).toBe('over');
    expect(['lost', 'over']).toContain(await first);
    expect(flaky.tries).toEqual([1, 2]);
    expect((await missionOf(deps, id)).execution_record.progress_tracker.completed_steps[0]).toMatchObject({
      tries: 2,
      losses: 1,
    });
  });

  it('of every runner that takes the step ends the mission after so many', async () => {
    const stuck = gate();
    const deadly = step('a', async () => {
      await stuck.opened;
      return DONE;
    });
    const { deps, id } = await queuedSteps(deadly, lastStep('b'));
    const dead: Promise<unknown>[] = [];
    for (let loss = 0; loss <= MAX_LOSSES; loss += 1) {
      dead.push(runMission(deps, lastTask(deps), `runner-${loss}`));
      await until('the claim', async () => (await missionOf(deps, id)).fence === loss + 1);
      deps.clock.move(21_000);
      expect(await sweep(deps)).toBe(1);
    }
    expect(await runMission(deps, lastTask(deps), 'the last')).toBe('over');
    expect(await missionOf(deps, id)).toMatchObject({ status: 'failed', error: { code: 'runner_lost' } });
    stuck.open();
    await Promise.all(dead);
    expect(await ledgerOf(deps, id)).toEqual(['1-0 failed by 11']);
  });
});
