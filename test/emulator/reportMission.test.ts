import { afterAll, describe, expect, it } from 'vitest';
import { reportMission } from '../../functions/src/catalog/report/mission.ts';
import { guardedWeb } from '../../functions/src/edge/guardedFetch.ts';
import { command } from '../../functions/src/missions/commands.ts';
import { createMission } from '../../functions/src/missions/createMission.ts';
import { deleteMission } from '../../functions/src/missions/deleteMission.ts';
import { ownResult } from '../../functions/src/missions/ownResult.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import type { CreateMissionRequest } from '../../functions/src/schema/requests.ts';
import { inputDoc, items } from '../../functions/src/store/collections.ts';
import { readResult } from '../../functions/src/store/history.ts';
import { type TestDeps, testDeps } from '../support/deps.ts';
import { execute, lastTask, missionOf, OWNER } from '../support/runs.ts';

const web = guardedWeb({ allowHosts: [], userAgent: 'Test/1.0' });
afterAll(() => web.close());

const LEASES = {
  title: 'Leases',
  text: [
    '# What a lease is',
    'A lease is the right to work on a mission for a while. Its holder renews the lease with every write it makes. Whoever finds a lease that has ended may take the mission over.',
    '# How a lease is renewed',
    'The holder of a lease renews it ten seconds before it ends. A renewal is a write like any other and carries the fence of its holder. A holder that was asleep for too long finds that its lease has ended.',
    '# Why a lease has a fence',
    'The fence of a lease grows each time that the mission is taken over. A write with an older fence is refused by the database. So a runner that has lost its lease can do no harm to the mission.',
  ].join('\n\n'),
};

const request = (input: unknown): Partial<CreateMissionRequest> => ({
  type: 'report',
  objective: 'How is a lease renewed, and why does it have a fence?',
  scope: undefined,
  input: input as CreateMissionRequest['input'],
});

function reports(): TestDeps {
  const deps: TestDeps = testDeps([
    reportMission({ web, model: null, resultOf: (id, other) => ownResult(deps.db, id, other) }),
  ]);
  return deps;
}

const refusal = async (deps: TestDeps, asked: Partial<CreateMissionRequest>) =>
  await createMission(deps, OWNER, { objective: 'How is a lease renewed?', type: 'report', ...asked }).then(
    () => null,
    (error: { code: string; fields: { field: string; message: string }[] }) => ({
      code: error.code,
      fields: error.fields,
    }),
  );

describe('a report mission that quotes', () => {
  it('reads what it was given, plans, writes each section as an item, checks it, and leaves a cited report', async () => {
    const deps = reports();
    const id = await execute(deps, request({ sources: { texts: [LEASES] }, depth: 'brief', length: 'short' }));
    expect(await runMission(deps, lastTask(deps), 'runner-1')).toBe('over');
    const mission = await missionOf(deps, id);
    expect(mission.error).toBeNull();
    expect(mission.status).toBe('completed');
    const result = await readResult(deps.db, id, 1);
    expect(result?.markdown).toContain('renews it ten seconds before it ends');
    expect(result?.markdown).toMatch(/\[\\?\[?1\\?\]?\]\(#/);
    expect(result?.markdown).toContain('## Sources');
    const written = await items(deps.db, id).get();
    const planned = mission.plan.findIndex((step) => step.step_name === 'executor');
    expect(written.size).toBeGreaterThan(0);
    expect(written.docs.every((doc) => doc.get('step_index') === planned && doc.get('status') === 'completed')).toBe(
      true,
    );
  });

  it('says at the field what is wrong with what it is asked', async () => {
    const deps = reports();
    expect(await refusal(deps, { input: { depth: 'bottomless' } })).toMatchObject({
      code: 'invalid_request',
      fields: [{ field: 'input.depth' }],
    });
    expect(await refusal(deps, { input: { sources: { addresses: ['ftp://x'] } } })).toMatchObject({
      fields: [{ field: 'input.sources.addresses[0]' }],
    });
    expect(await refusal(deps, { input: {} })).toMatchObject({ fields: [{ field: 'input.sources' }] });
  });

  it('is another mission where its input is another', async () => {
    const deps = reports();
    const asked = (text: string) => ({
      ...{ objective: 'How is a lease renewed?', type: 'report', mission_id: 'report-about-leases' },
      input: { sources: { texts: [{ title: 'One', text }] } },
    });
    await createMission(deps, OWNER, asked('A lease is renewed.'));
    expect((await createMission(deps, OWNER, asked('A lease is renewed.'))).created).toBe(false);
    await expect(createMission(deps, OWNER, asked('A lease ends.'))).rejects.toMatchObject({
      code: 'mission_id_taken',
    });
  });

  it('takes its input along when it is deleted', async () => {
    const deps = reports();
    const { mission } = await createMission(deps, OWNER, {
      ...{ objective: 'How is a lease renewed?', type: 'report' },
      input: { sources: { texts: [LEASES] } },
    });
    const id = mission.mission_id;
    expect((await inputDoc(deps.db, id, 1).get()).get('value').sources.texts).toHaveLength(1);
    await command(deps, OWNER, id, 'cancel');
    await deleteMission(deps, OWNER, id);
    expect((await inputDoc(deps.db, id, 1).get()).exists).toBe(false);
  });
});
