import * as z from 'zod';
import type { StepOutput } from '../../missions/defineMission.ts';

/** Some sentences of a source. Its id is the source's and its number in it: `s1.3`. */
export const gatheredPassage = z.object({ id: z.string(), heading: z.string(), text: z.string() });
export type GatheredPassage = z.infer<typeof gatheredPassage>;

/** A source that speaks to the objective. A text that the owner brought along has no address. */
export const gatheredSource = z.object({
  id: z.string(),
  kind: z.enum(['page', 'text', 'mission']),
  title: z.string(),
  url: z.string().nullable(),
  retrieved_at: z.iso.datetime(),
  passages: z.array(gatheredPassage).min(1),
});
export type GatheredSource = z.infer<typeof gatheredSource>;

const output = z.object({
  sources: z.array(gatheredSource),
  /** Where a link of the report may lead: the allowed domains, and the hosts of what the owner named. */
  domains: z.array(z.string()),
  /** What was asked for and is no source, by its address or title, and why. */
  left_out: z.array(z.object({ source: z.string(), reason: z.string() })),
});
export type Gathered = z.infer<typeof output>;

/** What a report is made of. */
export const gather: StepOutput<Gathered> = { name: 'gather', output };
