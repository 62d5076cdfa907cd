import { ageText, whenText } from '../../../../client/src/words/duration.ts';
import type { ApiScope, KeyAnswer } from '../../../../functions/src/schema/apiKey.ts';
import type { Tone } from '../../ui/tone.ts';

/** What a key may do, by the highest of its scopes. */
export const SCOPE_WORDS: Readonly<Record<ApiScope, { readonly label: string; readonly text: string }>> = {
  read: { label: 'Look', text: 'Read missions, progress and results. Change nothing.' },
  run: { label: 'Look and run', text: 'Also create, run and move missions, and report their steps.' },
  admin: { label: 'Everything', text: 'Also make and revoke keys, set up webhooks, and delete.' },
};

/** An API key as its row shows it. */
export interface KeyView {
  readonly id: string;
  readonly name: string;
  /** As much of the key as is still known. */
  readonly ending: string;
  readonly may: string;
  readonly standing: 'active' | 'expired' | 'revoked';
  readonly word: string;
  readonly tone: Tone;
  readonly facts: readonly string[];
}

export function keyView(key: KeyAnswer, now: number): KeyView {
  const standing = standingOf(key, now);
  return {
    id: key.key_id,
    name: key.name,
    ending: `mp_…${key.ends_with}`,
    may: SCOPE_WORDS[key.scopes.at(-1) ?? 'read'].label,
    standing,
    ...STANDINGS[standing],
    facts: factsOf(key, standing, now),
  };
}

const STANDINGS = {
  active: { word: 'Active', tone: 'succeeded' },
  expired: { word: 'Expired', tone: 'waiting' },
  revoked: { word: 'Revoked', tone: 'cancelled' },
} as const;

function standingOf(key: KeyAnswer, now: number): KeyView['standing'] {
  if (key.revoked_at !== null) return 'revoked';
  return key.expires_at !== null && Date.parse(key.expires_at) <= now ? 'expired' : 'active';
}

function factsOf(key: KeyAnswer, standing: KeyView['standing'], now: number): string[] {
  const used = key.last_used_at === null ? 'never used' : lastUseText(Date.parse(key.last_used_at), now);
  const facts = [used, `made ${ageText(Date.parse(key.created_at), now)}`];
  if (key.created_by !== null) facts.push('by another key');
  if (standing === 'revoked' && key.revoked_at !== null)
    facts.push(`revoked ${ageText(Date.parse(key.revoked_at), now)}`);
  else if (key.expires_at === null) facts.push('never expires');
  else facts.push(`${standing === 'expired' ? 'expired' : 'expires'} ${whenText(Date.parse(key.expires_at), now)}`);
  return facts;
}

/** The server notes a use once an hour, so nothing finer is true. */
function lastUseText(at: number, now: number): string {
  return now - at < 3_600_000 ? 'used in the last hour' : `last used ${whenText(at, now)}`;
}
