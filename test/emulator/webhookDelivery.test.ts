import { afterAll, describe, expect, it } from 'vitest';
import { MAX_TRIES } from '../../functions/src/core/delivery.ts';
import { createTargets, type TargetsOptions } from '../../functions/src/edge/targets.ts';
import { redeliver } from '../../functions/src/missions/deliveries.ts';
import type { Deps } from '../../functions/src/missions/deps.ts';
import { editWebhook, renewSecret } from '../../functions/src/missions/webhooks.ts';
import { sweep } from '../../functions/src/runner/sweep.ts';
import { deliveries } from '../../functions/src/store/collections.ts';
import {
  allDeliveries,
  cancelledMission,
  deliverOnce,
  lastDeliveryTask,
  newWebhook,
  onlyDelivery,
  webhookOf,
} from '../support/deliveries.ts';
import { type TestDeps, testDeps } from '../support/deps.ts';
import { type Receiver, type Reply, serveReceiver, verified } from '../support/receiver.ts';
import { OWNER } from '../support/runs.ts';
import { lastStep, missionType } from '../support/steps.ts';

const TYPE = missionType([lastStep('only')]);
const open: { close(): Promise<void> }[] = [];
afterAll(() => Promise.all(open.map((one) => one.close())));

async function receiver(reply: Reply = 200, host?: string): Promise<Receiver> {
  const made = await serveReceiver(reply, host);
  open.push(made);
  return made;
}

/** The same with a shorter limit, another resolver or another list of exempt hosts. */
function reaching(deps: TestDeps, options: Partial<TargetsOptions>): TestDeps {
  const targets = createTargets({
    ...{ allowHosts: ['localhost'], namesHosts: false, userAgent: 'test', limitMs: 10_000 },
    ...options,
  });
  open.push(targets);
  return { ...deps, targets };
}

/** A webhook at `target`, and a delivery to it that is due. */
async function due(target: Receiver, deps = testDeps([TYPE])) {
  const webhook = await newWebhook(deps, { url: target.url });
  await cancelledMission(deps);
  return { deps, webhook, task: lastDeliveryTask(deps) };
}

const hang: Reply = () => undefined;
const hangUp: Reply = (response) => void response.socket?.destroy();
const redirect =
  (to: string): Reply =>
  (response) =>
    void response.writeHead(307, { location: to }).end();

describe('a target that answers 2xx', () => {
  it('is sent a signed message once, however many tasks come at once and afterwards', async () => {
    const target = await receiver((response) => void setTimeout(() => response.writeHead(204).end(), 100));
    const { deps, webhook, task } = await due(target);
    const ends = await Promise.all([1, 2, 3, 4, 5].map(() => deliverOnce(deps, task)));
    expect(ends.toSorted()).toEqual(['delivered', 'left', 'left', 'left', 'left']);
    deps.clock.move(86_400_000);
    expect(await deliverOnce(deps, task)).toBe('left');
    await sweep(deps);

    expect(target.received).toHaveLength(1);
    const [message] = target.received;
    if (message === undefined) throw new Error('nothing came');
    expect(verified(webhook.secret, message)).toMatchObject({ type: 'mission.cancelled', version: 1 });
    expect(message.headers).toMatchObject({ 'webhook-id': task.delivery_id, 'content-type': 'application/json' });
    expect(await onlyDelivery(deps)).toMatchObject({
      status: 'delivered',
      tries: 1,
      attempts: [{ status_code: 204, error: null, excerpt: null }],
      wake_at: null,
    });
    expect(await webhookOf(deps, webhook)).toMatchObject({ failing_since: null, is_slow: false });
  });

  it('and then never ends its answer has taken it all the same', async () => {
    const target = await receiver((response) => void response.writeHead(200).write('and'));
    const { deps, task } = await due(target);
    expect(await deliverOnce(deps, task)).toBe('delivered');
  });
});

describe('a target that does not take it', () => {
  it.each<[string, Reply, RegExp]>([
    ['answers 500', 500, /^It answered 500\.$/],
    ['hangs', hang, /took longer than 1\.5 s/],
    ['closes the connection', hangUp, /closed the connection/],
    [
      'redirects',
      redirect('https://example.com/'),
      /a redirect to https:\/\/example\.com\/\. Redirects are not followed/,
    ],
    ['trickles an endless error', trickle, /^It answered 500\.$/],
  ])('because it %s is tried again later, under the same id, until it does', async (_how, reply, why) => {
    const target = await receiver(reply);
    const { deps: made, webhook, task } = await due(target);
    const deps = reaching(made, { limitMs: 1_500 });
    expect(await deliverOnce(deps, task)).toBe('pending');
    const after = await onlyDelivery(deps);
    expect(after).toMatchObject({ status: 'pending', tries: 1, lease: null });
    expect(after.attempts[0]?.error).toMatch(why);
    expect((await webhookOf(deps, webhook)).failing_since).not.toBeNull();
    // Its next task is on its way; the old one, and one that comes too early, do nothing.
    const next = lastDeliveryTask(made);
    expect(next.task_id).not.toBe(task.task_id);
    deps.clock.move(-60_000);
    expect(await deliverOnce(deps, next)).toBe('left');
    deps.clock.move(120_000);
    target.reply(200);
    expect(await deliverOnce(deps, next)).toBe('delivered');
    expect(await deliverOnce(deps, next)).toBe('left');
    expect(target.counts()).toEqual({ [task.delivery_id]: 2 });
    expect((await webhookOf(deps, webhook)).failing_since).toBeNull();
  });

  it('is given up after a day of tries, switched off, and its owner can read why', async () => {
    const target = await receiver(503);
    const { deps: made, webhook, task } = await due(target);
    const deps = { ...made, random: () => 0 };
    await cancelledMission(deps);
    const other = lastDeliveryTask(deps);
    let end = await deliverOnce(deps, task);
    const start = deps.clock.epochMs();
    for (let tries = 1; end === 'pending'; tries += 1) {
      expect(tries).toBeLessThan(MAX_TRIES);
      const { next_try_at: dueAt } =
        (await allDeliveries(deps)).find((one) => one.delivery_id === task.delivery_id) ?? {};
      deps.clock.move(Date.parse(String(dueAt)) - deps.clock.epochMs() + 1);
      end = await deliverOnce(deps, task);
    }
    expect(deps.clock.epochMs() - start).toBeGreaterThan(23 * 3_600_000);
    expect(end).toBe('failed');
    const after = await webhookOf(deps, webhook);
    // A day has not quite passed with the last try; the next failure is after it.
    expect(after.is_enabled).toBe(true);
    deps.clock.move(7_200_000);
    await deliverOnce(deps, other);
    expect(await webhookOf(deps, webhook)).toMatchObject({
      is_enabled: false,
      switched_off: { reason: 'failing', message: expect.stringContaining('503') },
    });
    // Nothing is created for it any more, and what was on its way is given up without being sent.
    const sent = target.received.length;
    await cancelledMission(deps);
    expect(await allDeliveries(deps)).toHaveLength(2);
    deps.clock.move(86_400_000);
    await deliverOnce(deps, other);
    expect(target.received).toHaveLength(sent);
    expect((await allDeliveries(deps)).map(({ failure }) => failure)).toEqual([
      `The target did not take it in ${MAX_TRIES} tries.`,
      'The webhook was switched off.',
    ]);
    // Switched on again it starts anew, and what was given up can be sent.
    target.reply(200);
    await editWebhook(deps, OWNER, webhook.webhook_id, { is_enabled: true });
    const again = await redeliver(deps, OWNER, webhook.webhook_id, task.delivery_id);
    expect(again).toMatchObject({ redelivery_of: task.delivery_id });
    expect(await deliverOnce(deps, lastDeliveryTask(deps))).toBe('delivered');
    expect(target.received.at(-1)?.id).toBe(again.delivery_id);
    expect(target.received.at(-1)?.body).toBe(target.received[0]?.body);
  });

  it('and is gone (410) is switched off at once', async () => {
    const target = await receiver(410);
    const { deps, webhook, task } = await due(target);
    expect(await deliverOnce(deps, task)).toBe('failed');
    expect(await webhookOf(deps, webhook)).toMatchObject({ is_enabled: false, switched_off: { reason: 'gone' } });
    await cancelledMission(deps);
    expect(await allDeliveries(deps)).toHaveLength(1);
  });
});

/** An error whose text never ends. */
function trickle(response: Parameters<Exclude<Reply, number>>[0]): void {
  response.writeHead(500);
  const timer = setInterval(() => response.write('x'.repeat(5_000)), 5);
  response.on('close', () => clearInterval(timer));
}

describe('private addresses', () => {
  it('are not reached by a redirect', async () => {
    const inside = await receiver(200, '127.0.0.1');
    const target = await receiver(redirect(inside.url));
    const { deps, task } = await due(target);
    expect(await deliverOnce(deps, task)).toBe('pending');
    expect(inside.received).toHaveLength(0);
  });

  it('are refused at every delivery, whatever the name led to before', async () => {
    const target = await receiver(200, '127.0.0.1');
    const resolve: TargetsOptions['resolve'] = async () => [{ address, family: 4 }];
    let address = '8.8.8.8';
    const deps = reaching(testDeps([TYPE]), { allowHosts: [], resolve });
    await newWebhook(deps, { url: `https://rebinding.example:${target.port}/hook` });
    address = '127.0.0.1';
    await cancelledMission(deps);
    expect(await deliverOnce(deps, lastDeliveryTask(deps))).toBe('pending');
    expect((await onlyDelivery(deps)).attempts[0]?.error).toMatch(/private or reserved address/);
    expect(target.received).toHaveLength(0);
  });

  it.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/x',
    'http://example.com/',
    'https://2130706433/',
  ])('%s is refused when a webhook is made', async (url) => {
    const deps = reaching(testDeps([TYPE]), { allowHosts: [] });
    await expect(newWebhook(deps, { url })).rejects.toMatchObject({ code: 'address_refused' });
  });

  it('a name that leads to one, or nowhere, is refused too', async () => {
    const inside = reaching(testDeps([TYPE]), { resolve: async () => [{ address: '10.0.0.7', family: 4 }] });
    await expect(newWebhook(inside, { url: 'https://intranet.example/' })).rejects.toMatchObject({
      code: 'address_refused',
      message: expect.not.stringContaining('10.0.0.7'),
      next: expect.not.stringContaining('Allowed now'),
    });
    const nowhere = reaching(testDeps([TYPE]), { resolve: () => Promise.reject(new Error('ENOTFOUND')) });
    await expect(newWebhook(nowhere, { url: 'https://typo.example/' })).rejects.toMatchObject({
      code: 'address_unreachable',
      next: 'Check its spelling, or wait until its DNS entry is published.',
    });
  });
});

describe('what dies in between', () => {
  it('between commit and enqueue: the sweep sends the task', async () => {
    const target = await receiver();
    const deps = testDeps([TYPE]);
    await newWebhook(deps, { url: target.url });
    const dying: Deps = { ...deps, tasks: { ...deps.tasks, enqueueDelivery: () => Promise.reject(new Error('died')) } };
    await cancelledMission(dying);
    expect(deps.sentDeliveries).toEqual([]);
    await sweep(deps);
    expect(deps.sentDeliveries).toEqual([]);
    deps.clock.move(60_000);
    await Promise.all([sweep(deps), sweep(deps)]);
    expect(deps.sentDeliveries).toHaveLength(1);
    expect(await deliverOnce(deps, lastDeliveryTask(deps))).toBe('delivered');
    expect(target.received).toHaveLength(1);
  });

  it('the whole queue: with the third task that nobody took up the sweep sends by itself', async () => {
    const target = await receiver();
    const { deps } = await due(target);
    for (let round = 0; round < 2; round += 1) {
      deps.clock.move(3_600_000);
      await sweep(deps);
    }
    expect(await onlyDelivery(deps)).toMatchObject({ status: 'delivered' });
    expect(target.received).toHaveLength(1);
  });

  it('between send and record: it is sent again when the lease has run out, under the same id', async () => {
    const target = await receiver();
    const { deps, task } = await due(target);
    const dying: Deps = {
      ...deps,
      targets: {
        ...deps.targets,
        post: async (call) => {
          await deps.targets.post(call);
          throw new Error('died');
        },
      },
    };
    await expect(deliverOnce(dying, task)).rejects.toThrow('died');
    expect(await deliverOnce(deps, task)).toBe('left');
    expect(target.received).toHaveLength(1);
    deps.clock.move(31_000);
    await sweep(deps);
    expect(await deliverOnce(deps, lastDeliveryTask(deps))).toBe('delivered');
    expect(target.counts()).toEqual({ [task.delivery_id]: 2 });
  });

  it('a sender that stood still until its lease was nearly over sends nothing', async () => {
    const target = await receiver();
    const { deps, task } = await due(target);
    // What it reads of the time when it is about to send is 21 s after what it read when it took the lease.
    const still: Deps = {
      ...deps,
      clock: { now: () => deps.clock.now(), epochMs: () => deps.clock.epochMs() + 21_000 },
    };
    expect(await deliverOnce(still, task)).toBe('left');
    expect(target.received).toHaveLength(0);
    deps.clock.move(31_000);
    await sweep(deps);
    expect(await deliverOnce(deps, lastDeliveryTask(deps))).toBe('delivered');
  });

  it('a sender that was so slow that another took over records what was taken all the same', async () => {
    const { deps, task } = await due(await receiver());
    const slow: Deps = {
      ...deps,
      targets: {
        ...deps.targets,
        post: async (call) => {
          const answer = await deps.targets.post(call);
          deps.clock.move(31_000);
          return answer;
        },
      },
    };
    expect(await deliverOnce(slow, task)).toBe('delivered');
  });
});

describe('many deliveries', () => {
  it('a target that hangs takes few places, and none from the others', async () => {
    let [atOnce, mostAtOnce] = [0, 0];
    const bad = await receiver((response) => {
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      response.on('close', () => {
        atOnce -= 1;
      });
    });
    const good = await receiver();
    const made = testDeps([TYPE]);
    // Long enough for the other target on a busy machine.
    const deps = reaching(made, { limitMs: 3_000 });
    await newWebhook(deps, { url: bad.url }, 'bad');
    await newWebhook(deps, { url: good.url }, 'good');
    // The first failure is known.
    await cancelledMission(deps, 'bad');
    await deliverOnce(deps, lastDeliveryTask(made));
    await Promise.all(Array.from({ length: 40 }, () => cancelledMission(deps, 'bad')));
    await Promise.all(Array.from({ length: 10 }, () => cancelledMission(deps, 'good')));
    // A queue that runs ten at a time, in order.
    const tasks = made.sentDeliveries.slice(2).values();
    const worker = async (): Promise<void> => {
      for (const task of tasks) await deliverOnce(deps, task);
    };
    await Promise.all(Array.from({ length: 10 }, worker));
    expect(Object.values(good.counts())).toEqual(Array.from({ length: 10 }, () => 1));
    // Five; those that take one up while others still do may pass it.
    expect(mostAtOnce).toBeLessThan(9);
    const left = (await allDeliveries(deps)).filter(({ owner }) => owner === 'bad');
    expect(left).toHaveLength(41);
    expect(left.filter(({ put_offs: count, tries }) => count === 1 && tries === 0).length).toBeGreaterThan(5);
    // Nothing is lost: each has its next task on its way.
    const sent = new Set(made.sentDeliveries.map((task) => task.task_id));
    const isOnItsWay = ({ status, delivery_id: id, dispatches }: (typeof left)[number]) =>
      status === 'pending' && dispatches > 1 && sent.has(`${id}-${dispatches}`);
    expect(left.filter((delivery) => !isOnItsWay(delivery))).toEqual([]);
  });

  it('expire after 30 days, and the sweep deletes them', async () => {
    const { deps, task } = await due(await receiver());
    await deliverOnce(deps, task);
    deps.clock.move(29 * 86_400_000);
    await sweep(deps);
    expect((await deliveries(deps.db).get()).size).toBe(1);
    deps.clock.move(2 * 86_400_000);
    await sweep(deps);
    expect((await deliveries(deps.db).get()).size).toBe(0);
  });
});

describe('another secret', () => {
  it('signs together with the old one for a day, then alone', async () => {
    const target = await receiver();
    const { deps, webhook, task } = await due(target);
    const { secret } = await renewSecret(deps, OWNER, webhook.webhook_id);
    expect(secret).not.toBe(webhook.secret);
    await deliverOnce(deps, task);
    const [both] = target.received;
    if (both === undefined) throw new Error('nothing came');
    expect(verified(secret, both)).toEqual(verified(webhook.secret, both));
    deps.clock.move(86_400_001);
    await cancelledMission(deps);
    await deliverOnce(deps, lastDeliveryTask(deps));
    expect(target.received[1]?.headers['webhook-signature']).not.toContain(' ');
  });
});
