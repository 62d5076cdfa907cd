import { describe, expect, it } from 'vitest';
import { missionPayloadOf, testPayloadOf } from '../../../../functions/src/core/webhookPayload.ts';
import { webhookPayload } from '../../../../functions/src/schema/delivery.ts';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import type { WebhookEvent } from '../../../../functions/src/schema/webhook.ts';
import { at, IN_STATUS, START } from '../../../support/missions.ts';

const notice = (event: WebhookEvent) => ({ webhookId: 'hook', event, key: '1-1', reached: null });

describe('what is sent', () => {
  it.each<[WebhookEvent, () => Mission]>([
    ['mission.waiting', IN_STATUS.waiting],
    ['mission.completed', IN_STATUS.completed],
    ['mission.failed', IN_STATUS.failed],
    ['mission.cancelled', IN_STATUS.cancelled],
    ['mission.progress', IN_STATUS.in_progress],
  ])('says how the mission stands: %s', (event, make) => {
    const mission = make();
    const payload = missionPayloadOf(mission, notice(event));
    expect(webhookPayload.parse(payload)).toEqual(payload);
    expect(payload).toMatchObject({
      type: event,
      timestamp: mission.updated_at,
      version: 1,
      data: { mission_id: mission.mission_id, status: mission.status, objective: mission.objective },
    });
  });

  it('names the result of a completed mission, the error of a failed one, the question of a waiting one', () => {
    expect(missionPayloadOf(IN_STATUS.completed(), notice('mission.completed')).data.links.result).toBe(
      '/missions/mission-1/result',
    );
    const failed = missionPayloadOf(IN_STATUS.failed(), notice('mission.failed')).data;
    expect(failed).toMatchObject({ links: { result: null }, error: { code: 'no_page_read', step_name: 'first' } });
    const { wait } = missionPayloadOf(IN_STATUS.waiting(), notice('mission.waiting')).data;
    expect(wait).toMatchObject({ kind: 'approval', question: 'Go on?', wait_id: expect.any(String) });
  });

  it('stays below 20 kB whatever the texts are', () => {
    // What JSON has to write as six bytes a character.
    const text = '\u0001'.repeat(2000);
    const waiting = IN_STATUS.waiting();
    if (waiting.status !== 'waiting' || waiting.wait.kind !== 'approval') throw new Error('not waiting');
    const choices = Array.from({ length: 10 }, () => ({ choice: '\u0001'.repeat(40), label: '\u0001'.repeat(100) }));
    const loud: Mission = { ...waiting, objective: text, wait: { ...waiting.wait, question: text, choices } };
    expect(Buffer.byteLength(JSON.stringify(missionPayloadOf(loud, notice('mission.waiting'))))).toBeLessThan(20_000);
    const failed = IN_STATUS.failed();
    if (failed.status !== 'failed') throw new Error('not failed');
    const broken: Mission = { ...failed, objective: text, error: { ...failed.error, message: text, next: text } };
    expect(Buffer.byteLength(JSON.stringify(missionPayloadOf(broken, notice('mission.failed'))))).toBeLessThan(20_000);
  });

  it('is still understood where it was written before cancellations were told', () => {
    const { data, ...rest } = missionPayloadOf(IN_STATUS.completed(), notice('mission.completed'));
    const { cancellation: _, ...before } = data;
    expect(webhookPayload.parse({ ...rest, data: before })).toEqual({ ...rest, data: { ...data, cancellation: null } });
  });

  it('for a test names the webhook', () => {
    expect(webhookPayload.parse(testPayloadOf('wh_1', at(0)))).toMatchObject({
      type: 'webhook.test',
      timestamp: START,
      data: { webhook_id: 'wh_1' },
    });
  });
});
