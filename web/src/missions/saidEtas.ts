import type { Mission } from '../../../functions/src/schema/mission.ts';
import { asOfStamp } from '../shell/freshness.ts';
import { readStored, writeStored } from '../storage.ts';
import { ETA_AS_OF } from '../words/estimate.ts';
import type { EtaView } from './etaText.ts';

/** The time left of a mission as it was last said while the server was heard. `at` by this device's clock. */
export interface SaidEta {
  readonly attempt: number;
  readonly at: number;
  readonly text: string;
  readonly remark: string;
  readonly spoken: string;
}

/** By mission. */
export type SaidEtas = ReadonlyMap<string, SaidEta>;

/** About as many as run at once where somebody looks. Oldest out first. */
const MOST = 20;

const keyOf = (uid: string) => `ui.eta.v1:${uid}`;

/** What the last visit said. A page that is loaded while the server is away can't estimate, and must not forget either. */
export function readSaid(uid: string): SaidEtas {
  return parseSaid(readStored(keyOf(uid)));
}

/** `said` beside what was kept before. */
export function keepSaid(uid: string, said: SaidEtas): void {
  const others = [...readSaid(uid)].filter(([id]) => !said.has(id));
  writeStored(keyOf(uid), packSaid(new Map([...said, ...others])));
}

export function packSaid(said: SaidEtas): unknown {
  return [...said].slice(0, MOST).map(([id, { attempt, at, text, remark, spoken }]) => {
    return [id, attempt, at, text, remark, spoken];
  });
}

/** What was stored, without what is not in this form: an older page may have written it. */
export function parseSaid(stored: unknown): SaidEtas {
  if (!Array.isArray(stored)) return new Map();
  return new Map(stored.flatMap((row) => (Array.isArray(row) ? entryOf(row) : [])));
}

function entryOf([id, attempt, at, text, remark, spoken]: readonly unknown[]): [string, SaidEta][] {
  const isSaid = typeof text === 'string' && typeof remark === 'string' && typeof spoken === 'string';
  if (!isSaid || typeof id !== 'string' || typeof attempt !== 'number' || typeof at !== 'number') return [];
  return [[id, { attempt, at, text, remark, spoken }]];
}

/** What to say again of `mission`, with its time once that is a while ago; null where nothing was said of this attempt. */
export function recalled(said: SaidEta | undefined, { attempt }: Mission, now: number): EtaView | null {
  if (said === undefined || said.attempt !== attempt) return null;
  return asOf({ text: said.text, remark: said.remark, spoken: said.spoken, isTimeLeft: true }, asOfStamp(said.at, now));
}

/** "about 6 to 9 min left, as of 14:02". */
export function asOf(view: EtaView, stamp: string): EtaView {
  if (stamp === '' || !view.isTimeLeft) return view;
  return { ...view, text: ETA_AS_OF(view.text, stamp), spoken: ETA_AS_OF(view.spoken, stamp) };
}
