import * as z from 'zod';
import { instant } from './time.ts';

/** One thing found. `score` is 0 to 1, best first. */
export const resultItem = z.object({
  title: z.string(),
  url: z.string(),
  snippet: z.string(),
  score: z.number().min(0).max(1),
});
export type ResultItem = z.infer<typeof resultItem>;

/** A page that could not be read, and why. */
export const missedPage = z.object({ url: z.string(), reason: z.string() });
export type MissedPage = z.infer<typeof missedPage>;

/** What a mission type returns from its last step. `missed` holds the first 100; `missed_count` all. */
export const missionOutput = z.object({
  summary: z.string(),
  markdown: z.string(),
  items: z.array(resultItem).max(100),
  pages_read: z.int().min(0),
  missed: z.array(missedPage).max(100),
  missed_count: z.int().min(0),
});
export type MissionOutput = z.infer<typeof missionOutput>;

/** `missions/{id}/results/{attempt}`: the output. Created once, in the commit that completes the mission. */
export const missionResult = missionOutput.extend({
  mission_id: z.string(),
  owner: z.string(),
  attempt: z.int().min(1),
  created_at: instant,
});
export type MissionResult = z.infer<typeof missionResult>;
