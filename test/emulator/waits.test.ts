import { describe, expect, it } from 'vitest';
import { answerMission, command, signalMission } from '../../functions/src/missions/commands.ts';
import type { Step } from '../../functions/src/missions/defineMission.ts';
import { waitForApproval, waitForSignal, waitUntil } from '../../functions/src/missions/waits.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { sweep } from '../../functions/src/runner/sweep.ts';
import type { WaitAnswer } from '../../functions/src/schema/wait.ts';
import { currentStep, lastTask, ledgerOf, missionOf, OWNER, queuedSteps } from '../support/runs.ts';
import { lastStep, step } from '../support/steps.ts';
import { until } from '../support/until.ts';

/** A step that waits for what `ask` says until it has an answer, and leaves that as its output. */
function asking(key: string, ask: () => ReturnType<typeof waitForApproval>): { step: Step; heard: WaitAnswer[] } {
  const heard: WaitAnswer[] = [];
  const made = step('ask', async (context) => {
    const answer = context.answerTo(key);
    if (answer === null) return ask();
    heard.push(answer);
    return { output: answer.kind, message: 'went on' };
  });
  return { step: made, heard };
}

const approval = (more: { onExpiry?: string } = {}) =>
  asking('approval', () => waitForApproval({ question: 'Spend the money?', expiresInMs: 3_600_000, ...more }));

describe('a step that waits for a person', () => {
  it('holds nothing meanwhile, and is run again with the answer', async () => {
    const { step: ask, heard } = approval();
    const { deps, id, task } = await queuedSteps(ask, lastStep('b'));
    expect(await runMission(deps, task, 'runner-1')).toBe('left');
    const waiting = await missionOf(deps, id);
    expect(waiting).toMatchObject({ status: 'waiting', lease: null, next_task: null, queue_place: null });
    expect(waiting.wait).toMatchObject({ kind: 'approval', question: 'Spend the money?' });
    expect((await currentStep(deps, id)).status).toBe('waiting');
    expect(await runMission(deps, task, 'runner-2')).toBe('not_mine');

    deps.clock.move(2_000);
    const answered = await answerMission(deps, OWNER, id, { choice: 'approve', comment: 'up to 5 dollars' });
    expect(answered.status).toBe('queued');
    expect(await runMission(deps, lastTask(deps), 'runner-3')).toBe('over');
    expect(heard).toMatchObject([{ kind: 'approval', choice: 'approve', comment: 'up to 5 dollars', by: OWNER }]);
    expect((await missionOf(deps, id)).execution_record.progress_tracker.idle_seconds).toBeGreaterThanOrEqual(2);
    expect(await ledgerOf(deps, id)).toEqual(['1-0 completed by 2', '1-1 completed by 2']);
  });

  it('takes one answer, however often and however many at once it is given', async () => {
    const { step: ask, heard } = approval();
    const { deps, id, task } = await queuedSteps(ask, lastStep('b'));
    await runMission(deps, task, 'runner-1');
    const { wait } = await missionOf(deps, id);
    const give = (choice: string) => answerMission(deps, OWNER, id, { choice, wait_id: wait?.wait_id });
    const ends = await Promise.allSettled([give('approve'), give('reject'), give('approve'), give('reject')]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    for (const end of ends) if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'wait_gone' });
    expect(deps.sent).toHaveLength(2);
    const given = (await missionOf(deps, id)).answers.approval;
    expect((await give(given?.kind === 'approval' ? given.choice : '')).status).toBe('queued');
    await runMission(deps, lastTask(deps), 'runner-2');
    expect(heard).toEqual([given]);
  });

  it('refuses a choice that was not offered, and an answer that nobody waits for', async () => {
    const { deps, id, task } = await queuedSteps(approval().step, lastStep('b'));
    const give = (choice: string, waitId?: string) => answerMission(deps, OWNER, id, { choice, wait_id: waitId });
    await expect(give('approve')).rejects.toMatchObject({ code: 'wait_gone' });
    await runMission(deps, task, 'runner-1');
    await expect(give('perhaps')).rejects.toMatchObject({ code: 'invalid_request', fields: [{ field: 'choice' }] });
    await expect(give('approve', 'an-earlier-one')).rejects.toMatchObject({ code: 'wait_gone' });
    expect((await missionOf(deps, id)).status).toBe('waiting');
  });

  it.each([
    ['fails the mission', {}, { status: 'failed', error: { code: 'wait_expired' } }],
    ['takes the choice that was set for that', { onExpiry: 'reject' }, { status: 'queued' }],
  ])('that nobody answers in time %s', async (_name, more, end) => {
    const { deps, id, task } = await queuedSteps(approval(more).step, lastStep('b'));
    await runMission(deps, task, 'runner-1');
    expect(await sweep(deps)).toBe(0);
    deps.clock.move(3_600_001);
    expect(await sweep(deps)).toBe(1);
    expect(await missionOf(deps, id)).toMatchObject(end);
  });

  it('can be paused, and waits on when it is resumed', async () => {
    const { step: ask, heard } = approval();
    const { deps, id, task } = await queuedSteps(ask, lastStep('b'));
    await runMission(deps, task, 'runner-1');
    expect((await command(deps, OWNER, id, 'pause')).status).toBe('paused');
    await expect(answerMission(deps, OWNER, id, { choice: 'approve' })).rejects.toMatchObject({
      ...{ code: 'wait_gone', message: 'The mission is paused and takes no answer.', allowed: ['resume', 'cancel'] },
    });
    expect((await command(deps, OWNER, id, 'resume')).status).toBe('waiting');
    await answerMission(deps, OWNER, id, { choice: 'approve' });
    await runMission(deps, lastTask(deps), 'runner-2');
    expect(heard).toHaveLength(1);
  });
});

describe('a step that waits for a signal', () => {
  const parcel = (onExpiry?: 'continue') =>
    asking('signal', () => waitForSignal({ signal: 'parcel', expiresInMs: 60_000, ...(onExpiry && { onExpiry }) }));

  it('goes on with what the signal brings', async () => {
    const { step: ask, heard } = parcel();
    const { deps, id, task } = await queuedSteps(ask, lastStep('b'));
    expect(await runMission(deps, task, 'runner-1')).toBe('left');
    await signalMission(deps, OWNER, id, { name: 'letter', payload: 1 });
    expect((await missionOf(deps, id)).status).toBe('waiting');
    await signalMission(deps, OWNER, id, { name: 'parcel', payload: { weight: 3 } });
    expect(await runMission(deps, lastTask(deps), 'runner-2')).toBe('over');
    expect(heard).toMatchObject([{ kind: 'signal', payload: { weight: 3 } }]);
  });

  it('takes one that came before it asked, without leaving', async () => {
    const { step: ask, heard } = parcel();
    const { deps, id, task } = await queuedSteps(ask, lastStep('b'));
    await signalMission(deps, OWNER, id, { name: 'parcel', payload: 'early' });
    await signalMission(deps, OWNER, id, { name: 'parcel', payload: 'early' });
    expect(await runMission(deps, task, 'runner-1')).toBe('over');
    expect(heard).toMatchObject([{ kind: 'signal', payload: 'early' }]);
    expect((await missionOf(deps, id)).signals).toEqual({});
  });

  it('is kept among twenty; one of another name is then refused, one of the same is not', async () => {
    const { deps, id } = await queuedSteps(parcel().step, lastStep('b'));
    for (let index = 0; index < 20; index += 1) await signalMission(deps, OWNER, id, { name: `s${index}`, payload: 1 });
    await expect(signalMission(deps, OWNER, id, { name: 'more', payload: 1 })).rejects.toMatchObject({
      code: 'too_many_signals',
    });
    const { signals } = await signalMission(deps, OWNER, id, { name: 's7', payload: 2 });
    expect([Object.keys(signals).length, signals.s7?.payload]).toEqual([20, 2]);
  });

  it('takes one that came while it was paused', async () => {
    const { step: ask, heard } = parcel();
    const { deps, id, task } = await queuedSteps(ask, lastStep('b'));
    await runMission(deps, task, 'runner-1');
    await command(deps, OWNER, id, 'pause');
    await signalMission(deps, OWNER, id, { name: 'parcel', payload: 'meanwhile' });
    expect((await command(deps, OWNER, id, 'resume')).status).toBe('queued');
    await runMission(deps, lastTask(deps), 'runner-2');
    expect(heard).toMatchObject([{ payload: 'meanwhile' }]);
  });

  it('that does not come goes on without it where the step says so', async () => {
    const { step: ask, heard } = parcel('continue');
    const { deps, task } = await queuedSteps(ask, lastStep('b'));
    await runMission(deps, task, 'runner-1');
    deps.clock.move(60_001);
    await sweep(deps);
    await runMission(deps, lastTask(deps), 'runner-2');
    expect(heard).toMatchObject([{ kind: 'expired' }]);
  });
});

describe('a step that waits for a moment', () => {
  const HOURS = 5 * 3_600_000;

  it('is sent a task for then, which goes on at once', async () => {
    let until5: number | null = null;
    const { step: ask, heard } = asking('time', () => waitUntil({ epochMs: until5 ?? 0 }));
    const { deps, task } = await queuedSteps(ask, lastStep('b'));
    until5 = deps.clock.epochMs() + HOURS;
    expect(await runMission(deps, task, 'runner-1')).toBe('left');
    expect(deps.dueAt.get(lastTask(deps).task_id)).toBe(new Date(until5).toISOString());
    expect(await runMission(deps, lastTask(deps), 'too early')).toBe('not_mine');
    deps.clock.move(HOURS);
    expect(await runMission(deps, lastTask(deps), 'runner-2')).toBe('over');
    expect(heard).toMatchObject([{ kind: 'time' }]);
    expect(deps.sent).toHaveLength(2);
  });

  it('a little early waits for it instead of losing the task', async () => {
    let soon = 0;
    const { step: ask } = asking('time', () => waitUntil({ epochMs: soon }));
    const { deps, task } = await queuedSteps(ask, lastStep('b'));
    soon = deps.clock.epochMs() + 3000;
    await runMission(deps, task, 'runner-1');
    expect(await runMission(deps, lastTask(deps), 'runner-2')).toBe('over');
  });

  it('is brought back by the sweep when that task is lost', async () => {
    let later = 0;
    const { step: ask, heard } = asking('time', () => waitUntil({ epochMs: later }));
    const { deps, task } = await queuedSteps(ask, lastStep('b'));
    later = deps.clock.epochMs() + HOURS;
    await runMission(deps, task, 'runner-1');
    deps.clock.move(HOURS + 3000);
    expect(await sweep(deps)).toBe(1);
    expect(await runMission(deps, lastTask(deps), 'runner-2')).toBe('over');
    expect(heard).toHaveLength(1);
  });
});

describe('pausing', () => {
  it('reaches a running step within a second; resumed, the step begins again and nothing before it', async () => {
    const ran: string[] = [];
    const long = step('b', async (context) => {
      ran.push('b');
      if (ran.length === 2) {
        await new Promise((_, reject) => {
          context.signal.addEventListener('abort', () => reject(new Error('stopped')));
        });
      }
      return { output: null, message: 'done' };
    });
    const first = step('a', async () => {
      ran.push('a');
      return { output: null, message: 'done' };
    });
    const { deps, id, task } = await queuedSteps(first, long, lastStep('c'));
    const running = runMission(deps, task, 'runner-1');
    await until('step b', () => ran.includes('b'));
    const askedMs = Date.now();
    expect((await command(deps, OWNER, id, 'pause')).status).toBe('in_progress');
    expect(await running).toBe('left');
    expect(Date.now() - askedMs).toBeLessThan(1500);
    expect(await missionOf(deps, id)).toMatchObject({ status: 'paused', lease: null, wake_at: null });
    deps.clock.move(86_400_000);
    expect(await sweep(deps)).toBe(0);
    expect((await command(deps, OWNER, id, 'resume')).status).toBe('queued');
    expect(await runMission(deps, lastTask(deps), 'runner-2')).toBe('over');
    expect(ran).toEqual(['a', 'b', 'b']);
  });
});
