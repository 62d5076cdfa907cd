import * as z from 'zod';

export const RHYTHMS = ['hourly', 'daily', 'weekdays', 'weekly', 'monthly', 'custom'] as const;

/** The dialog's fields as they stand. */
const scheduleFields = z
  .object({
    objective: z.string(),
    domains: z.array(z.string()).readonly(),
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

/** All that is written in the dialog: its fields, and what was typed for a domain and is none yet. */
export const writtenSchedule = z
  .object({
    draft: scheduleFields,
    // Kept as typed alone: that it is no domain is said once it is to be one.
    typed: z.object({ text: z.string(), isRefused: z.boolean().transform((): boolean => false) }).readonly(),
  })
  .readonly();
export type WrittenSchedule = z.infer<typeof writtenSchedule>;
