import { describe, expect, it } from 'vitest';
import { applyEvent } from '../../functions/src/missions/applyEvent.ts';
import { answerMission, command } from '../../functions/src/missions/commands.ts';
import { createMission } from '../../functions/src/missions/createMission.ts';
import { waitForApproval } from '../../functions/src/missions/waits.ts';
import { editWebhook, removeWebhook } from '../../functions/src/missions/webhooks.ts';
import { runMission } from '../../functions/src/runner/runMission.ts';
import { webhookPayload } from '../../functions/src/schema/delivery.ts';
import { missionDoc, webhookDoc } from '../../functions/src/store/collections.ts';
import { countOperations } from '../bench/runner/countedFirestore.ts';
import { allDeliveries, cancelledMission, newWebhook } from '../support/deliveries.ts';
import { testDeps } from '../support/deps.ts';
import { CLAIM, completed, failedAt, progressed } from '../support/missions.ts';
import { execute, lastTask, OWNER, REQUEST } from '../support/runs.ts';
import { lastStep, missionType, step } from '../support/steps.ts';

const QUIET = missionType([step('a'), step('b'), lastStep('c')]);
const URL = 'http://localhost:9/hook';
const ALL = [
  'mission.waiting',
  'mission.completed',
  'mission.failed',
  'mission.cancelled',
  'mission.progress',
] as const;

/** What was told, in the order in which it happened. */
async function told(deps: Parameters<typeof allDeliveries>[0]): Promise<string[]> {
  return (await allDeliveries(deps)).map(({ event, mission_id: id, body }) => {
    const { data } = webhookPayload.parse(JSON.parse(body));
    return `${event} ${id}${'reached_percent' in data && data.reached_percent !== null ? ` ${data.reached_percent}` : ''}`;
  });
}

describe('a mission that runs', () => {
  it('tells its end, with a task for each delivery', async () => {
    const deps = testDeps([QUIET]);
    const webhook = await newWebhook(deps, { url: URL });
    const id = await execute(deps);
    await runMission(deps, lastTask(deps), 'runner-1');
    expect(await told(deps)).toEqual([`mission.completed ${id}`]);
    const [delivery] = await allDeliveries(deps);
    expect(deps.sentDeliveries).toEqual([
      {
        delivery_id: delivery?.delivery_id,
        webhook_id: webhook.webhook_id,
        task_id: `${delivery?.delivery_id}-1`,
      },
    ]);
  });

  it('tells that it waits, once for each question, also when it was paused meanwhile', async () => {
    const asking = step('ask', async (context) =>
      context.answerTo('approval') === null
        ? waitForApproval({ question: 'Go on?' })
        : { output: null, message: 'answered' },
    );
    const deps = testDeps([missionType([asking, lastStep('end')])]);
    await newWebhook(deps, { url: URL });
    const id = await execute(deps);
    await runMission(deps, lastTask(deps), 'runner-1');
    await command(deps, OWNER, id, 'pause');
    await command(deps, OWNER, id, 'resume');
    await answerMission(deps, OWNER, id, { choice: 'approve' });
    await runMission(deps, lastTask(deps), 'runner-2');
    expect(await told(deps)).toEqual([`mission.waiting ${id}`, `mission.completed ${id}`]);
  });

  it('tells every percent that was chosen, once, and the end of each attempt', async () => {
    const deps = testDeps([missionType(['first', 'second', 'third'].map((name) => step(name)))]);
    await newWebhook(deps, { url: URL, events: [...ALL], progress_at: [20, 30, 50, 90] });
    const id = await execute(deps);
    const apply = async (event: Parameters<typeof applyEvent>[2], ms: number) => {
      deps.clock.move(ms);
      const { outcome } = await applyEvent(deps, id, event);
      expect(outcome.kind, event.type).toBe('applied');
    };
    const claim = { ...CLAIM, taskId: lastTask(deps).task_id };
    await apply(claim, 0);
    await apply(progressed(0, 0.9), 1_000);
    await apply(progressed(0, 0.95), 6_000);
    await apply(progressed(0, 0.95), 1_000);
    await apply(completed(0), 1_000);
    await apply(completed(1), 1_000);
    await apply(failedAt(2), 1_000);
    expect(await told(deps)).toEqual([
      ...[`mission.progress ${id} 30`, `mission.progress ${id} 50`],
      `mission.failed ${id}`,
    ]);
  });

  it('costs its owner, who has no webhook, one read at its end and no write', async () => {
    const deps = testDeps([QUIET]);
    await execute(deps);
    const counts = countOperations(deps.db);
    await runMission(deps, lastTask(deps), 'runner-1');
    // The claim's own read and this one; the claim and three steps.
    expect({ read: counts.read, commits: counts.commits }).toEqual({ read: 2, commits: 4 });
    expect(await allDeliveries(deps)).toEqual([]);
  });

  it('asks once a minute at most for the percents of all missions of its owner', async () => {
    const deps = testDeps([QUIET]);
    const ids = [await execute(deps), await execute(deps)];
    for (const [index, id] of ids.entries()) {
      const taskId = deps.sent[index]?.task_id ?? '';
      await applyEvent(deps, id, { ...CLAIM, taskId });
    }
    const counts = countOperations(deps.db);
    deps.clock.move(6_000);
    for (const id of ids) {
      const { stored } = await applyEvent(deps, id, progressed(0, 0.3));
      await applyEvent(deps, id, progressed(0, 0.5), stored);
    }
    // One read for each mission at first, as nothing was known of it, and one for the webhooks.
    expect(counts.read).toBe(3);
  });
});

describe('who is told', () => {
  it('those whose mission or type it is, while they are switched on, from their making on', async () => {
    const deps = testDeps([QUIET]);
    await cancelledMission(deps, OWNER, 'before');
    const all = await newWebhook(deps, { url: `${URL}/all` });
    const one = await newWebhook(deps, { url: `${URL}/one`, mission_id: 'this-one' });
    const type = await newWebhook(deps, { url: `${URL}/type`, type: 'external' });
    const failures = await newWebhook(deps, { url: `${URL}/failures`, events: ['mission.failed'] });
    const off = await newWebhook(deps, { url: `${URL}/off` });
    await editWebhook(deps, OWNER, off.webhook_id, { is_enabled: false });
    const gone = await newWebhook(deps, { url: `${URL}/gone` });
    await removeWebhook(deps, OWNER, gone.webhook_id);
    await newWebhook(deps, { url: `${URL}/ben` }, 'ben');
    await cancelledMission(deps, OWNER, 'this-one');
    await cancelledMission(deps, OWNER, 'another');
    const names = new Map([all, one, type, failures].map(({ webhook_id: id, url }) => [id, url.split('/').at(-1)]));
    const got = (await allDeliveries(deps)).map(
      (delivery) => `${names.get(delivery.webhook_id)} ${delivery.mission_id}`,
    );
    expect(got.toSorted()).toEqual(['all another', 'all this-one', 'one this-one']);
  });

  it('is told of a mission that was deleted and made again under its id', async () => {
    const deps = testDeps([QUIET]);
    await newWebhook(deps, { url: URL });
    await cancelledMission(deps, OWNER, 'again');
    await missionDoc(deps.db, 'again').delete();
    for (const entry of await missionDoc(deps.db, 'again').collection('events').listDocuments()) await entry.delete();
    await cancelledMission(deps, OWNER, 'again');
    expect(await told(deps)).toEqual(['mission.cancelled again', 'mission.cancelled again']);
  });

  it('but not one that this release can not read, which keeps no mission from its end', async () => {
    const deps = testDeps([QUIET]);
    await newWebhook(deps, { url: URL });
    await webhookDoc(deps.db, 'broken').set({ owner: OWNER, is_enabled: true });
    const id = await cancelledMission(deps);
    expect(await told(deps)).toEqual([`mission.cancelled ${id}`]);
  });

  it('of one end once, however many cancel at the same time', async () => {
    const deps = testDeps([QUIET]);
    await newWebhook(deps, { url: URL });
    const { mission } = await createMission(deps, OWNER, { ...REQUEST, mission_id: 'crowd' });
    await Promise.all([1, 2, 3, 4, 5].map(() => command(deps, OWNER, mission.mission_id, 'cancel').catch(refused)));
    expect(await told(deps)).toEqual(['mission.cancelled crowd']);
  });
});

/** Who came second is told that there is nothing left to cancel. */
function refused(error: unknown): void {
  expect(error).toMatchObject({ code: 'status_forbids' });
}
