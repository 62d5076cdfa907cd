import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { runTask } from '../../functions/src/edge/tasks.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { missionOf, queuedSteps } from '../support/runs.ts';
import { lastStep, step } from '../support/steps.ts';
import { until } from '../support/until.ts';

const CHILD = fileURLToPath(new URL('../support/stuckRunner.ts', import.meta.url));

let child: ChildProcess | null = null;
afterEach(() => {
  child?.kill('SIGKILL');
});

describe('a runner process that is asked to end', () => {
  it('gives its mission back before it goes; whoever takes the new task starts at once', async () => {
    const { deps, id, task } = await queuedSteps(step('a'), lastStep('b'));
    const started = spawn(process.execPath, [CHILD, deps.projectId, JSON.stringify(task)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child = started;
    let output = '';
    started.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    await until('the claim', async () => (await missionOf(deps, id)).status === 'in_progress', 20_000);
    const ended = once(started, 'exit');
    started.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);

    expect(await missionOf(deps, id)).toMatchObject({ status: 'in_progress', lease: null });
    const next = runTask.parse(JSON.parse(output.trim()));
    expect(next.task_id).not.toBe(task.task_id);
    expect(await runMission(deps, next, 'runner-2')).toBe('over');
    const mission = await missionOf(deps, id);
    expect(mission).toMatchObject({ status: 'completed', fence: 2 });
    expect(mission.execution_record.progress_tracker.completed_steps[0]).toMatchObject({ losses: 0 });
  }, 40_000);
});
