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
const citedSentence = z.object({
  text: z.string(),
  passages: z.array(z.string()),
  /** A model named them for a sentence near it and not for this one. */
  is_inherited: z.boolean().optional(),
});
export type CitedSentence = z.infer<typeof citedSentence>;

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
  /** The model came to the most that it may write: the section ends early. */
  is_cut: z.boolean().optional(),
  /** Sentences of the model that are not there: no passage bore them out, or it had said them before. */
  left_out: z.object({ unfit: z.int().min(0), repeated: z.int().min(0) }).optional(),
});
export type WrittenSection = z.infer<typeof writtenSection>;
