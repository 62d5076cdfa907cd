import { createHash } from 'node:crypto';
import { newDelivery } from '../core/delivery.ts';
import { type Notice, newsOf, noticesOf } from '../core/notices.ts';
import { missionPayloadOf } from '../core/webhookPayload.ts';
import type { PendingDelivery } from '../schema/delivery.ts';
import type { Mission } from '../schema/mission.ts';
import { enabledWebhooks } from '../store/webhooks.ts';
import type { Deps } from './deps.ts';
import { recentWebhooks } from './webhookCache.ts';

/**
 * The deliveries that must be written in the commit that makes `after` of `before`, so that none is lost and none is sent
 * of what did not happen. When the mission ends or begins to wait, its owner's webhooks are read now: one read each,
 * at least one. Percents are looked at from the fifth second of an attempt on, and with what this process has read
 * within the last minute. No other change costs anything.
 */
export async function announce(deps: Deps, before: Mission, after: Mission): Promise<readonly PendingDelivery[]> {
  const news = newsOf(before, after);
  if (news === null) return [];
  const webhooks = await (news.event === 'mission.progress'
    ? recentWebhooks(deps.db, after.owner)
    : enabledWebhooks(deps.db, after.owner));
  return noticesOf(news, after, webhooks).map((notice) => deliveryOf(after, notice));
}

function deliveryOf(mission: Mission, notice: Notice): PendingDelivery {
  const asked = {
    deliveryId: deliveryIdOf(mission, notice),
    webhookId: notice.webhookId,
    owner: mission.owner,
    missionId: mission.mission_id,
    event: notice.event,
    body: JSON.stringify(missionPayloadOf(mission, notice)),
  };
  return newDelivery(asked, mission.updated_at);
}

/**
 * The same for the same news, however often its commit is tried. The moment at which the mission was created belongs to
 * it: a mission that was deleted and created again under its id has other news.
 */
function deliveryIdOf({ mission_id: missionId, created_at: createdAt }: Mission, notice: Notice): string {
  const parts = [notice.webhookId, missionId, createdAt, notice.event, notice.key];
  return `msg_${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`;
}
