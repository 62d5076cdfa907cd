import * as z from 'zod';

/** A section as it is planned: what it answers, and by which passages. */
export const plannedSection = z.object({
  title: z.string(),
  question: z.string(),
  /** Ids of passages. No two sections share one, so that each can be written without knowing the others. */
  passages: z.array(z.string()).min(1),
});
export type PlannedSection = z.infer<typeof plannedSection>;

/** A sentence and the passages that it is taken from. */
const citedSentence = z.object({ text: z.string(), passages: z.array(z.string()) });

/** Sentences that stand together; `lead` names what they are about where the section's title does not. */
const paragraph = z.object({ lead: z.string().nullable(), sentences: z.array(citedSentence) });
export type Paragraph = z.infer<typeof paragraph>;

/** A section as it was written. */
export const writtenSection = z.object({
  title: z.string(),
  question: z.string(),
  paragraphs: z.array(paragraph),
  /** The language model that wrote it; nobody did where it is left out. */
  model: z.string().optional(),
});
export type WrittenSection = z.infer<typeof writtenSection>;
