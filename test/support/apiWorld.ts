import * as z from 'zod';
import { newKeyAnswer } from '../../functions/src/schema/apiKey.ts';
import { deliveryAnswer } from '../../functions/src/schema/delivery.ts';
import { webhookWithSecret } from '../../functions/src/schema/webhook.ts';
import { untilProgress } from './api.ts';
import { call, type User } from './http.ts';
import { until } from './until.ts';

/** Brings things into the state that a call needs, by calls of the API; each time things of their own. */
export type World = ReturnType<typeof worldOf>;

const STEPS = [{ name: 'download' }, { name: 'import' }];

export function worldOf(user: User, receiver: string) {
  let made = 0;
  const own = () => `ref-${process.pid}-${Date.now().toString(36)}-${(made += 1)}`;

  async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await call(method, path, { token: user.token, body });
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
    return answer.json;
  }

  async function mission(...commands: readonly string[]): Promise<string> {
    const id = own();
    await ask('POST', '/missions', {
      mission_id: id,
      objective: 'Import the orders',
      type: 'external',
      external: { steps: STEPS },
    });
    for (const command of commands) await ask('POST', `/missions/${id}/${command}`);
    return id;
  }

  async function reported(...reports: readonly (readonly [step: number, report: object])[]): Promise<string> {
    const id = await mission('approve', 'execute');
    for (const [step, report] of reports) await ask('POST', `/missions/${id}/steps/${step}`, report);
    return id;
  }

  return {
    ask,
    mission,
    running: () => reported([0, { status: 'started' }]),
    failed: () => reported([0, { status: 'failed', error: { message: 'The disk is full.' } }]),
    completed: () =>
      reported([0, { status: 'completed' }], [1, { status: 'completed', result: { summary: 'All orders are in.' } }]),
    /** The type `example` asks its owner half-way: the only one on the suite that does. */
    async waiting(): Promise<string> {
      const id = own();
      const scope = { allowed_domains: ['localhost'] };
      await ask('POST', '/missions', { mission_id: id, objective: 'Send the boxes', type: 'example', scope });
      for (const command of ['approve', 'execute']) await ask('POST', `/missions/${id}/${command}`);
      await untilProgress(user, id, 'the question', ({ wait }) => wait?.kind === 'approval');
      return id;
    },
    async schedule(): Promise<string> {
      const request = { objective: 'What is new?', scope: { allowed_domains: ['python.org'] } };
      const json = await ask('POST', '/schedules', { schedule_id: own(), cron: '0 8 * * *', request });
      return z.object({ schedule_id: z.string() }).parse(json).schedule_id;
    },
    async webhook(): Promise<string> {
      return webhookWithSecret.parse(await ask('POST', '/webhooks', { url: receiver })).webhook_id;
    },
    /** One that was taken: what is on its way would be tried, not sent once more. */
    async delivery(): Promise<{ WEBHOOK_ID: string; DELIVERY_ID: string }> {
      const id = await this.webhook();
      const { delivery_id: sent } = deliveryAnswer.parse(await ask('POST', `/webhooks/${id}/test`));
      await until(`delivery ${sent}`, async () => {
        const { status } = deliveryAnswer.parse(await ask('GET', `/webhooks/${id}/deliveries/${sent}`));
        return status === 'delivered' ? true : null;
      });
      return { WEBHOOK_ID: id, DELIVERY_ID: sent };
    },
    async key(): Promise<string> {
      return newKeyAnswer.parse(await ask('POST', '/keys', { name: 'a script' })).key_id;
    },
  };
}
