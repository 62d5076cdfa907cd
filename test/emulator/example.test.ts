import { describe, expect, it } from 'vitest';
import { exampleMission } from '../../functions/src/catalog/example/mission.ts';
import { answerMission } from '../../functions/src/missions/commands.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { readResult } from '../../functions/src/store/history.ts';
import { historyOf, itemsOf, lastTask, missionOf, OWNER, queued } from '../support/runs.ts';

describe('the example mission', () => {
  it('packs its boxes, tries again, asks, waits, and reports', async () => {
    const { deps, id, task } = await queued(exampleMission(), { type: 'example' });
    expect(await runMission(deps, task, 'runner-1')).toBe('left');
    const waiting = await missionOf(deps, id);
    expect(waiting).toMatchObject({ status: 'waiting', usage: { boxes: 12 }, wait: { kind: 'approval' } });
    expect(await itemsOf(deps, id)).toHaveLength(12);
    expect(await historyOf(deps, id)).toContain('It worked at try 2.');
    await answerMission(deps, OWNER, id, { choice: 'approve' });
    expect(await runMission(deps, lastTask(deps), 'runner-2')).toBe('left');
    expect((await missionOf(deps, id)).wait).toMatchObject({ kind: 'time' });
    expect(await runMission(deps, lastTask(deps), 'runner-3')).toBe('over');
    expect(await readResult(deps.db, id, 1)).toMatchObject({ summary: '12 boxes were sent.' });
  });
});
