import { ANYWHERE } from './fields/anywhere.ts';
import { FOLLOWING_FIELDS } from './fields/following.ts';
import { FORM_FIELDS } from './fields/forms.ts';
import { HEALTH_FIELDS } from './fields/health.ts';
import { HOUSEKEEPING_FIELDS } from './fields/housekeeping.ts';
import { KEY_FIELDS } from './fields/keys.ts';
import { MISSION_FIELDS } from './fields/missions.ts';
import { OTHER_FIELDS } from './fields/others.ts';
import { WEBHOOK_FIELDS } from './fields/webhooks.ts';
import type { Path } from './jsonSchema.ts';

const ENTRIES = [
  ANYWHERE,
  MISSION_FIELDS,
  FOLLOWING_FIELDS,
  OTHER_FIELDS,
  HEALTH_FIELDS,
  KEY_FIELDS,
  FORM_FIELDS,
  HOUSEKEEPING_FIELDS,
  WEBHOOK_FIELDS,
].flatMap((fields) => Object.entries(fields));
const FIELDS: ReadonlyMap<string, string> = new Map(ENTRIES);

/** Shapes that are others with a field more. */
const SAME_AS: Readonly<Record<string, string>> = {
  StreamProgress: 'Progress',
  StreamTrouble: 'Problem',
  NewWebhook: 'Webhook',
};

/**
 * What the field at `path` means: what is said of it in this shape or in this parent, else what is said of all fields of
 * its name.
 */
export function wordsOf(path: Path): string | undefined {
  const key = keyOf(path);
  return key === undefined ? undefined : FIELDS.get(key);
}

/** Under which key the words for `path` are found, the longest that there is. */
export function keyOf([shape = '', ...fields]: Path): string | undefined {
  const path = [SAME_AS[shape] ?? shape, ...fields];
  return path.map((_name, from) => path.slice(from).join('.')).find((key) => FIELDS.has(key));
}

/** All keys, for the test that each is there once and for a field that there is. */
export const FIELD_KEYS: readonly string[] = ENTRIES.map(([key]) => key);
