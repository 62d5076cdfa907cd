import { ageText, whenText } from '../../../../client/src/words/duration.ts';
import type { KeyAnswer } from '../../../../functions/src/schema/apiKey.ts';
import type { Tone } from '../../ui/tone.ts';
import { KEY_FACTS, KEY_STANDING, SCOPE_WORDS } from '../../words/keys.ts';

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
  active: { word: KEY_STANDING.active, tone: 'succeeded' },
  expired: { word: KEY_STANDING.expired, tone: 'waiting' },
  revoked: { word: KEY_STANDING.revoked, tone: 'cancelled' },
} as const;

function standingOf(key: KeyAnswer, now: number): KeyView['standing'] {
  if (key.revoked_at !== null) return 'revoked';
  return key.expires_at !== null && Date.parse(key.expires_at) <= now ? 'expired' : 'active';
}

function factsOf(key: KeyAnswer, standing: KeyView['standing'], now: number): string[] {
  const used = key.last_used_at === null ? KEY_FACTS.never_used : lastUseText(Date.parse(key.last_used_at), now);
  const facts = [used, KEY_FACTS.made(ageText(Date.parse(key.created_at), now))];
  if (key.created_by !== null) facts.push(KEY_FACTS.by_key);
  if (standing === 'revoked' && key.revoked_at !== null)
    facts.push(KEY_FACTS.revoked(ageText(Date.parse(key.revoked_at), now)));
  else if (key.expires_at === null) facts.push(KEY_FACTS.never_expires);
  else
    facts.push(
      (standing === 'expired' ? KEY_FACTS.expired : KEY_FACTS.expires)(whenText(Date.parse(key.expires_at), now)),
    );
  return facts;
}

/** The server notes a use once an hour, so nothing finer is true. */
function lastUseText(at: number, now: number): string {
  return now - at < 3_600_000 ? KEY_FACTS.used_lately : KEY_FACTS.last_used(whenText(at, now));
}
