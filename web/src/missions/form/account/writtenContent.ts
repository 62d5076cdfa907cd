import type { KeptFormDraft } from '../../../../../functions/src/schema/formDraft.ts';
import { numberOf, typedText } from '../../draft.ts';
import {
  draftFrom,
  EMPTY_MISSION,
  isSame,
  localMoment,
  type MissionDraft,
  momentOf,
  NO_TEXTS,
  type TypedTexts,
  typedFrom,
} from '../missionDraft.ts';

/** All that stands in the form, also what is typed into a field of tokens and is none yet. */
export interface Written {
  readonly draft: MissionDraft;
  readonly typed: TypedTexts;
}

export const NOTHING_WRITTEN: Written = { draft: EMPTY_MISSION, typed: NO_TEXTS };

type Content = KeptFormDraft['content'];

/** Fields whose text is an amount as this device writes it. */
const AMOUNTS = [
  ...(['maxPages', 'maxMinutes', 'maxMegabytes', 'maxCost', 'priority'] as const),
  ...(['stalledAfter', 'failedAfter', 'modelUsd', 'modelTokens'] as const),
] as const satisfies readonly (keyof MissionDraft)[];

export function isBlank({ draft, typed }: Written): boolean {
  return isSame(draft, EMPTY_MISSION) && typed.domains === '' && typed.tags === '';
}

/**
 * What is written as any device reads it: a moment is an instant and an amount a number, whatever this one's zone and
 * its way to write "0,5". What is neither yet stays as it was typed.
 */
export function contentOf({ draft, typed }: Written): Content {
  const amounts = AMOUNTS.map((name) => {
    const amount = numberOf(draft[name]);
    return [name, Number.isFinite(amount) ? amount : draft[name]] as const;
  });
  const moment = momentOf(draft);
  const isMoment = moment !== null && !Number.isNaN(moment);
  return {
    ...draft,
    ...{ domains: [...draft.domains], tags: [...draft.tags], fromMissions: [...draft.fromMissions] },
    texts: draft.texts.map(({ title, text }) => ({ title, text })),
    ...Object.fromEntries(amounts),
    ...(isMoment ? { notBefore: new Date(moment).toISOString() } : {}),
    typed: { ...typed },
  };
}

/** The same as this device writes it. */
export function writtenOf(content: Content): Written {
  const { notBefore, typed } = content;
  const amounts = AMOUNTS.flatMap((name) => {
    const amount = content[name];
    return typeof amount === 'number' ? [[name, typedText(amount)] as const] : [];
  });
  const instant = typeof notBefore === 'string' && notBefore.endsWith('Z') ? Date.parse(notBefore) : Number.NaN;
  const draft = draftFrom({
    ...content,
    ...Object.fromEntries(amounts),
    ...(Number.isNaN(instant) ? {} : { notBefore: localMoment(instant) }),
  });
  return { draft, typed: typedFrom(typed) };
}

/** A mark of what is written, to be compared: two that differ have the same one as good as never. */
export function markOf(written: Written): string {
  const text = JSON.stringify(contentOf(written));
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return `${(high >>> 0).toString(36)}-${(low >>> 0).toString(36)}-${text.length}`;
}
