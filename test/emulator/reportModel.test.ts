import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { command } from '../../functions/src/missions/commands.ts';
import { findResult } from '../../functions/src/missions/reports.ts';
import { retryMission } from '../../functions/src/missions/retryMission.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { draftDoc, items } from '../../functions/src/store/collections.ts';
import { readHealthFigures } from '../../functions/src/store/healthFigures.ts';
import { readResult } from '../../functions/src/store/history.ts';
import { asked, reportsBy, runOut } from '../support/modelReports.ts';
import { type ModelServer, openAiError, type SeenCall, serveModel } from '../support/modelServer.ts';
import { goodWriter, purposeOf, sectionText, titleIn } from '../support/reportWriter.ts';
import { execute, historyOf, itemsOf, lastTask, missionOf, OWNER } from '../support/runs.ts';
import { until } from '../support/until.ts';

const CHILD = fileURLToPath(new URL('../support/reportRunner.ts', import.meta.url));

let server: ModelServer;
beforeEach(async () => {
  server = await serveModel();
  server.always(goodWriter(8));
});
let child: ChildProcess | null = null;
afterEach(async () => {
  child?.kill('SIGKILL');
  await server.close();
});

const calls = (purpose: ReturnType<typeof purposeOf>): SeenCall[] =>
  server.calls.filter((call) => purposeOf(call) === purpose);
const titles = (): string[] => calls('section').map(titleIn).toSorted();
const EIGHT = Array.from({ length: 8 }, (_, index) => `Part ${index + 1}`);
const EXECUTOR = 4;

describe('a report that a model writes', () => {
  it('of eight sections completes, with its usage by item, step and mission', async () => {
    const deps = reportsBy(server, { prices: new Map([['first', { input: 1, output: 10 }]]) });
    const id = await execute(deps, asked());
    expect(await runMission(deps, lastTask(deps), 'runner-1')).toBe('over');
    const mission = await missionOf(deps, id);
    expect(mission.error).toBeNull();
    expect(titles()).toEqual(EIGHT);
    const result = await readResult(deps.db, id, 1);
    expect(result?.markdown).toContain(
      'The fence of a lease is kept for 13 seconds by its runner. [\\[1\\]](#sources)',
    );
    expect(result?.markdown).toContain('the language model first wrote');
    // An outline and eight sections, each of 100 tokens in and 20 out.
    const { usage, progress_tracker: tracker } = mission.execution_record;
    expect(usage).toMatchObject({ calls: 9, input_tokens: 900, output_tokens: 180, is_estimated: false });
    expect(usage?.cost_usd).toBeCloseTo((900 * 1 + 180 * 10) / 1e6);
    const steps = tracker.completed_steps.map((step) => [step.step_name, step.model_usage?.calls ?? 0]);
    expect(Object.fromEntries(steps)).toMatchObject({ planner: 1, budget_check: 0, executor: 8, review: 0 });
    const written = await items(deps.db, id).get();
    expect(written.docs.map((doc) => doc.get('model_usage.calls'))).toEqual(EIGHT.map(() => 1));
    const entry = await deps.db.doc(`missions/${id}/steps/1-${EXECUTOR}`).get();
    expect(entry.get('model_usage.calls')).toBe(8);
    const { model_usage: days } = await readHealthFigures(deps.db, deps.clock.now());
    const amounts = { calls: 9, input_tokens: 900, output_tokens: 180 };
    expect(days).toEqual([
      expect.objectContaining({ type: 'report', day: mission.updated_at.slice(0, 10), ...amounts }),
    ]);
  });

  it('says that it asks for the outline while it does', async () => {
    const deps = reportsBy(server);
    const answer = Promise.withResolvers<void>();
    server.always(async (call) => {
      await answer.promise;
      return goodWriter(8)(call);
    });
    const id = await execute(deps, asked());
    const running = runMission(deps, lastTask(deps), 'runner-1');
    await until('the remark', async () => {
      const { progress_tracker: tracker } = (await missionOf(deps, id)).execution_record;
      return tracker.current_step?.message === 'Asking first for an outline';
    });
    expect((await historyOf(deps, id)).join('\n')).toMatch(/^Asking first for an outline \(prompt /m);
    answer.resolve();
    expect(await running).toBe('over');
    expect((await missionOf(deps, id)).status).toBe('completed');
  });

  it('killed in the middle of section 5 ends with eight sections, and repeats at most a call for each worker that was cut', async () => {
    const deps = reportsBy(server);
    let isStuck = true;
    server.always((call) => {
      const isFifth = isStuck && purposeOf(call) === 'section' && titleIn(call) === 'Part 5';
      return isFifth ? { text: sectionText(call).slice(0, 1), after: 'silence' } : goodWriter(8)(call);
    });
    const id = await execute(deps, asked());
    const task = lastTask(deps);
    const started = spawn(process.execPath, [CHILD, deps.projectId, JSON.stringify(task), server.baseUrl]);
    child = started;
    const ended = once(started, 'exit');
    // The other two workers of the runner are through with all that is left; the fifth section hangs half written.
    await until('seven sections', async () => (await itemsOf(deps, id)).length === 7, 60_000);
    const draft = await until('its draft', async () => (await draftDoc(deps.db, id).get()).data());
    expect(draft).toMatchObject({ parts: [{ index: 4, title: 'Part 5' }] });
    started.kill('SIGKILL');
    await ended;
    isStuck = false;
    expect(await runMission(deps, task, 'runner-2')).toBe('over');
    expect((await missionOf(deps, id)).status).toBe('completed');
    expect(titles()).toEqual([...EIGHT, 'Part 5'].toSorted());
    expect(await itemsOf(deps, id)).toEqual(EIGHT.map((_, index) => `1-${EXECUTOR}-${index} completed`));
    const written = await items(deps.db, id).get();
    expect(written.docs.reduce((sum, doc) => sum + Number(doc.get('model_usage.calls')), 0)).toBe(8);
    const fences = written.docs.map((doc) => Number(doc.get('fence'))).toSorted((a, b) => a - b);
    expect(fences).toEqual([1, 1, 1, 1, 1, 1, 1, 2]);
  });

  it('that fails shows what is written, and a retry writes nothing twice', async () => {
    const deps = reportsBy(server);
    const isBad = (call: SeenCall) => purposeOf(call) === 'section' && titleIn(call) === 'Part 6';
    server.always((call) => (isBad(call) ? { status: 401, body: openAiError('No.') } : goodWriter(8)(call)));
    const id = await execute(deps, asked());
    await runOut(deps, id);
    expect((await missionOf(deps, id)).error).toMatchObject({ code: 'model_key_refused', step_name: 'executor' });
    const partial = await findResult(deps, OWNER, id);
    expect(partial).toMatchObject({ is_partial: true, attempt: 1 });
    expect(partial.summary).toMatch(/^Not complete: [5-7] of 8 sections are written\.$/);
    expect(partial.markdown).toMatch(/> This report is not complete\. .* not written: .*Part 6/);
    const before = titles().filter((title) => title !== 'Part 6');
    server.always(goodWriter(8));
    await retryMission(deps, OWNER, id, {});
    await runOut(deps, id);
    const mission = await missionOf(deps, id);
    expect(mission).toMatchObject({ status: 'completed', attempt: 2 });
    expect(titles().filter((title) => title !== 'Part 6')).toEqual(
      [...new Set([...before, ...EIGHT])].filter((title) => title !== 'Part 6').toSorted(),
    );
    expect(mission.execution_record.usage?.calls).toBe(server.calls.length);
    expect(await findResult(deps, OWNER, id)).toMatchObject({ is_partial: false, attempt: 2 });
  });

  it('is stopped before it passes its budget, and a retry with another goes on', async () => {
    const deps = reportsBy(server);
    server.always((call) => {
      const usage = { prompt_tokens: 600, completion_tokens: 400 };
      const said = goodWriter(8)(call);
      return { ...said, usage };
    });
    const id = await execute(deps, asked({ budget: { tokens: 9_000 } }));
    await runOut(deps, id);
    const { error, execution_record: record } = await missionOf(deps, id);
    expect(error).toMatchObject({ code: 'model_over_budget', step_name: 'executor' });
    expect(error?.next).toMatch(/^Raise input\.budget\.tokens to \d+\. Retry with that; what is written is kept\.$/);
    const spent = (record.usage?.input_tokens ?? 0) + (record.usage?.output_tokens ?? 0);
    expect(spent).toBeGreaterThan(4_000);
    expect(spent).toBeLessThanOrEqual(9_000);
    const { input } = asked({ budget: { tokens: 100_000 } });
    await retryMission(deps, OWNER, id, { input });
    await runOut(deps, id);
    expect((await missionOf(deps, id)).status).toBe('completed');
    expect(titles()).toEqual(EIGHT);
  });

  it('is not begun where its sections are expected to take more than the budget', async () => {
    const deps = reportsBy(server, { prices: new Map([['first', { input: 1, output: 10 }]]) });
    const id = await execute(deps, asked({ budget: { usd: 0.05 }, length: 'long' }));
    await runOut(deps, id);
    const { error } = await missionOf(deps, id);
    expect(error).toMatchObject({ code: 'model_over_budget', step_name: 'budget_check' });
    expect(calls('section')).toEqual([]);
  });

  it('gives a section that is not sound back once, and then fails with its name', async () => {
    const deps = reportsBy(server);
    const wrong = 'Leases were invented by pirates in 1720, who buried chests of rum on distant islands [1].';
    const isBad = (call: SeenCall) => purposeOf(call) !== 'outline' && titleIn(call) === 'Part 3';
    server.always((call) => (isBad(call) ? { text: wrong } : goodWriter(8)(call)));
    const id = await execute(deps, asked());
    await runOut(deps, id);
    const { error } = await missionOf(deps, id);
    expect(error).toMatchObject({ code: 'section_not_sound', step_name: 'review' });
    expect(error?.message).toContain('Section 3, “Part 3”');
    expect(calls('mending').map(titleIn)).toEqual(['Part 3']);
    server.always((call) => (purposeOf(call) === 'mending' ? { text: sectionText(call) } : goodWriter(8)(call)));
    await retryMission(deps, OWNER, id, {});
    await runOut(deps, id);
    expect((await missionOf(deps, id)).status).toBe('completed');
    expect(titles()).toEqual(EIGHT);
    const result = await readResult(deps.db, id, 2);
    expect(result?.markdown).not.toContain('pirates');
  });

  it('is not stopped by an endpoint that says when it takes calls again', async () => {
    const deps = reportsBy(server);
    let refusals = 3;
    server.always((call) => {
      if (purposeOf(call) !== 'section' || refusals === 0) return goodWriter(8)(call);
      refusals -= 1;
      return { status: 429, headers: { 'retry-after': '90' }, body: openAiError('Slow down.') };
    });
    const id = await execute(deps, asked());
    expect(await runMission(deps, lastTask(deps), 'runner-1')).toBe('left');
    const { current_step: step } = (await missionOf(deps, id)).execution_record.progress_tracker;
    expect(step).toMatchObject({ status: 'retrying', tries: 1, max_tries: 4 });
    expect(Date.parse(step?.next_try_at ?? '') - Date.parse(step?.timestamp ?? '')).toBeGreaterThanOrEqual(90_000);
    await runOut(deps, id);
    expect((await missionOf(deps, id)).status).toBe('completed');
  });

  it('comes to its end by an endpoint that lets one section a minute through', async () => {
    const deps = reportsBy(server);
    let isOpen = false;
    server.always((call) => {
      if (purposeOf(call) !== 'section') return goodWriter(8)(call);
      const wasOpen = isOpen;
      isOpen = !isOpen;
      return wasOpen
        ? { status: 429, headers: { 'retry-after': '60' }, body: openAiError('Slow down.') }
        : goodWriter(8)(call);
    });
    const id = await execute(deps, asked());
    await runOut(deps, id);
    const mission = await missionOf(deps, id);
    expect(mission.status).toBe('completed');
    const step = mission.execution_record.progress_tracker.completed_steps[EXECUTOR];
    expect(step?.tries).toBeGreaterThan(4);
  });

  it('stops the call in the middle when its owner cancels, and counts it', async () => {
    const deps = reportsBy(server);
    server.always((call) =>
      purposeOf(call) === 'section' ? { text: sectionText(call).slice(0, 1), after: 'silence' } : goodWriter(8)(call),
    );
    const id = await execute(deps, asked());
    const running = runMission(deps, lastTask(deps), 'runner-1');
    await until('three calls', () => calls('section').length === 3);
    await command(deps, OWNER, id, 'cancel');
    expect(await running).toBe('over');
    const mission = await missionOf(deps, id);
    expect(mission.status).toBe('cancelled');
    expect(mission.execution_record.usage).toMatchObject({ calls: 4, is_estimated: true });
    await until('the connections', () => calls('section').every(({ isGivenUp }) => isGivenUp));
  });
});
