import { describe, expect, it } from 'vitest';
import { command } from '../../functions/src/missions/commands.ts';
import { deleteMission } from '../../functions/src/missions/deleteMission.ts';
import { findDrafts } from '../../functions/src/missions/reports.ts';
import { retryMission } from '../../functions/src/missions/retryMission.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { draft, MAX_DRAFT_CHARACTERS } from '../../functions/src/schema/draft.ts';
import { draftDoc } from '../../functions/src/store/collections.ts';
import type { TestDeps } from '../support/deps.ts';
import { lastTask, missionOf, OWNER, queuedSteps } from '../support/runs.ts';
import { gate, lastStep, step } from '../support/steps.ts';
import { until } from '../support/until.ts';

const shownOf = async (deps: TestDeps, id: string) => {
  const found = await draftDoc(deps.db, id).get();
  return found.exists ? draft.parse(found.data()) : null;
};

const done = { output: null, message: 'written' };

describe('what a step is writing', () => {
  it('is shown as it grows, a write a second however often it grows, and taken away when the step is done', async () => {
    const stuck = gate();
    const write = step('write', async (context) => {
      for (let count = 1; count <= 500; count += 1) {
        context.showDraft(0, { title: 'Beginnings', text: 'word '.repeat(count) });
      }
      context.showDraft(1, { title: 'Ends', text: 'The end' });
      await stuck.opened;
      return done;
    });
    const { deps, id, task } = await queuedSteps(write, lastStep('b'));
    const running = runMission(deps, task, 'runner-1');
    const shown = await until('a draft', () => shownOf(deps, id));
    expect(await findDrafts(deps, OWNER, id)).toEqual({
      mission_id: id,
      drafts: shown.parts.map((part) => ({ attempt: 1, step_index: 0, updated_at: shown.updated_at, ...part })),
    });
    await expect(findDrafts(deps, 'boris', id)).rejects.toMatchObject({ code: 'mission_not_found' });
    expect(shown).toMatchObject({
      ...{ owner: OWNER, attempt: 1, step_index: 0 },
      parts: [
        { index: 0, title: 'Beginnings', text: 'word '.repeat(500), is_cut: false },
        { index: 1, title: 'Ends', text: 'The end', is_cut: false },
      ],
    });
    stuck.open();
    expect(await running).toBe('over');
    expect(await shownOf(deps, id)).toBeNull();
    expect(await findDrafts(deps, OWNER, id)).toEqual({ mission_id: id, drafts: [] });
  });

  it('is dropped by the database in a month, whatever becomes of its mission', async () => {
    const stuck = gate();
    const write = step('write', async (context) => {
      context.showDraft(0, { title: 'Part', text: 'left behind' });
      await stuck.opened;
      return done;
    });
    const { deps, id, task } = await queuedSteps(write, lastStep('b'));
    const running = runMission(deps, task, 'runner-1');
    const shown = await until('a draft', () => shownOf(deps, id));
    const expires = (await draftDoc(deps.db, id).get()).get('expire_at').toMillis();
    expect((expires - Date.parse(shown.updated_at)) / 86_400_000).toBe(30);
    stuck.open();
    await running;
  });

  it('is not shown where all is written within a second', async () => {
    const write = step('write', async (context) => {
      context.showDraft(0, { title: 'Short', text: 'and done' });
      context.endDraft(0);
      return done;
    });
    const { deps, id, task } = await queuedSteps(write, lastStep('b'));
    expect(await runMission(deps, task, 'runner-1')).toBe('over');
    expect(await shownOf(deps, id)).toBeNull();
  });

  it('leaves out a part that is written, and keeps only the end of a long one', async () => {
    const stuck = gate();
    const write = step('write', async (context) => {
      context.showDraft(0, { title: 'Written', text: 'all of it' });
      context.showDraft(1, { title: 'Long', text: `${'😀'.repeat(MAX_DRAFT_CHARACTERS)}.` });
      await until('the first draft', () => shownOf(deps, id));
      context.endDraft(0);
      await stuck.opened;
      return done;
    });
    const { deps, id, task } = await queuedSteps(write, lastStep('b'));
    const running = runMission(deps, task, 'runner-1');
    const shown = await until('one part', async () => {
      const now = await shownOf(deps, id);
      return now?.parts.length === 1 ? now : null;
    });
    const [part] = shown.parts;
    expect(part).toMatchObject({ index: 1, is_cut: true });
    expect(part?.text.endsWith('😀😀.')).toBe(true);
    expect(part?.text.isWellFormed()).toBe(true);
    stuck.open();
    await running;
  });

  it('stays where the step fails or is paused, for it says how far it was; another runner begins it anew', async () => {
    const stuck = gate();
    let tries = 0;
    const write = step('write', async (context) => {
      tries += 1;
      context.showDraft(0, { title: 'Part', text: `as try ${tries} has it` });
      if (tries > 1) return done;
      await Promise.race([
        stuck.opened,
        new Promise((_, reject) => context.signal.addEventListener('abort', () => reject(context.signal.reason))),
      ]);
      return done;
    });
    const { deps, id, task } = await queuedSteps(write, lastStep('b'));
    const running = runMission(deps, task, 'runner-1');
    await until('a draft', () => shownOf(deps, id));
    await command(deps, OWNER, id, 'pause');
    await running;
    expect((await missionOf(deps, id)).status).toBe('paused');
    const [left] = (await findDrafts(deps, OWNER, id)).drafts;
    expect(left).toMatchObject({ title: 'Part', text: 'as try 1 has it', step_index: 0 });
    await command(deps, OWNER, id, 'resume');
    expect(await runMission(deps, lastTask(deps), 'runner-2')).toBe('over');
    // The second try wrote within a second, so nothing of its own was shown; what the first has left goes with the step.
    expect(await shownOf(deps, id)).toBeNull();
    stuck.open();
  });

  it('a runner that has lost the mission shows nothing more', async () => {
    const stuck = gate();
    let isFirst = true;
    const write = step('write', async (context) => {
      if (!isFirst) return done;
      await stuck.opened;
      context.showDraft(0, { title: 'Ghost', text: 'said by nobody' });
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      return done;
    });
    const { deps, id, task } = await queuedSteps(write, lastStep('b'));
    const dead = runMission(deps, task, 'runner-1');
    await until('it runs', async () => ((await missionOf(deps, id)).status === 'in_progress' ? true : null));
    isFirst = false;
    expect(await runMission(deps, task, 'runner-2')).toBe('over');
    stuck.open();
    await dead;
    expect(await shownOf(deps, id)).toBeNull();
  });

  it('goes with the mission', async () => {
    const stuck = gate();
    const write = step('write', async (context) => {
      context.showDraft(0, { title: 'Part', text: 'of a mission that goes' });
      await stuck.opened;
      throw new Error('cut');
    });
    const { deps, id, task } = await queuedSteps({ ...write, policy: { attempts: 1 } }, lastStep('b'));
    const running = runMission(deps, task, 'runner-1');
    await until('a draft', () => shownOf(deps, id));
    stuck.open();
    await running;
    expect((await missionOf(deps, id)).status).toBe('failed');
    expect((await findDrafts(deps, OWNER, id)).drafts).toHaveLength(1);
    // A new attempt has not written anything yet.
    await retryMission(deps, OWNER, id, {});
    expect((await findDrafts(deps, OWNER, id)).drafts).toEqual([]);
    await command(deps, OWNER, id, 'cancel');
    expect(await shownOf(deps, id)).not.toBeNull();
    await deleteMission(deps, OWNER, id);
    expect(await shownOf(deps, id)).toBeNull();
  });
});
