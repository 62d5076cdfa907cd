import * as z from 'zod';
import { EMPTY_MISSION, type MissionDraft } from '../missions/form/missionDraft.ts';

export const RHYTHMS = ['hourly', 'daily', 'weekdays', 'weekly', 'monthly', 'custom'] as const;

/** A text of a kind of mission that a stored draft may be too old to know. */
const later = (name: LaterText) => z.string().default(EMPTY_MISSION[name]);
type LaterText = { [Name in keyof MissionDraft]: MissionDraft[Name] extends string ? Name : never }[keyof MissionDraft];

/** What each mission is asked: the fields of a new mission's form, under the names that they have there. */
const askedFields = {
  type: later('type'),
  objective: z.string(),
  domains: z.array(z.string()).readonly(),
  addresses: later('addresses'),
  fromMissions: z.array(z.string()).readonly().default([]),
  texts: z
    .array(z.object({ title: z.string(), text: z.string() }).readonly())
    .readonly()
    .default([]),
  depth: later('depth'),
  sectionLength: later('sectionLength'),
  language: later('language'),
  engine: later('engine'),
  modelUsd: later('modelUsd'),
  modelTokens: later('modelTokens'),
  maxPages: later('maxPages'),
  maxMinutes: later('maxMinutes'),
  maxMegabytes: later('maxMegabytes'),
  maxCost: later('maxCost'),
  steps: later('steps'),
  isGrowing: z.boolean().default(false),
  stalledAfter: later('stalledAfter'),
  failedAfter: later('failedAfter'),
};

/** The dialog's fields as they stand. */
const scheduleFields = z
  .object({
    ...askedFields,
    rhythm: z.enum(RHYTHMS),
    /** "08:00"; of an hourly one only its minutes count. */
    time: z.string(),
    /** 0 for Sunday. */
    weekday: z.string(),
    /** 1 to 31, or L. */
    day: z.string(),
    cron: z.string(),
    zone: z.string(),
    isSkipping: z.boolean(),
  })
  .readonly();
export type ScheduleDraft = z.infer<typeof scheduleFields>;

/** A blank form. Through its schema, so that a stored draft has its fields in the same order, which tells whether the two differ. */
export function emptyDraft(zone: string): ScheduleDraft {
  return scheduleFields.parse({
    ...{ objective: '', domains: [], rhythm: 'daily', time: '08:00', weekday: '1', day: '1', cron: '0 8 * * *' },
    ...{ zone, isSkipping: true },
  });
}

/** What each mission is asked, as the form of a mission has it. */
export function missionOf(draft: ScheduleDraft): MissionDraft {
  return { ...EMPTY_MISSION, ...draft };
}

/** All that is written in the dialog: its fields, and what was typed for a domain and is none yet. */
export const writtenSchedule = z
  .object({
    draft: scheduleFields,
    // Kept as typed alone: that it is no domain is said once it is to be one.
    typed: z.object({ text: z.string(), isRefused: z.boolean().transform((): boolean => false) }).readonly(),
  })
  .readonly();
export type WrittenSchedule = z.infer<typeof writtenSchedule>;
