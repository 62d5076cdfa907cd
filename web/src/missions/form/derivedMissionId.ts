import type { MissionAnswer } from '../../../../functions/src/schema/api.ts';
import { toEpochMs } from '../../../../functions/src/schema/time.ts';

const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const LENGTH = 20;

/**
 * The id of the mission that a draft asks for: the same draft sent again with the same body, after a reload or from
 * another device, is the same mission; a changed one is another. It looks like one that is drawn at random.
 */
export async function derivedMissionId(draftId: string, body: string): Promise<string> {
  const asked = new TextEncoder().encode(`${draftId}\n${body}`);
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', asked));
  // 32 letters: five bits of each byte.
  return Array.from(bytes.subarray(0, LENGTH), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
}

/** More than two clocks differ by that are taken for one: a mission that is younger may be this submission's own. */
const CLOCKS_DIFFER_MS = 5_000;

/** Whether the mission that answers a submission was there before that began, at `startedAt` by the server's clock. */
export function isFromBefore({ created_at }: Pick<MissionAnswer, 'created_at'>, startedAt: number): boolean {
  return toEpochMs(created_at) < startedAt - CLOCKS_DIFFER_MS;
}
