import * as z from 'zod';

/**
 * What a language model was asked and what that took: calls, tokens, seconds and money. `is_estimated`: of some call the
 * endpoint did not say how many tokens it were. It counts every call that was made, also those that failed or were cut:
 * they were paid for. `cost_usd` is 0 for a model that the operator has set no price for.
 */
export const modelUsage = z.object({
  calls: z.int().min(0),
  input_tokens: z.int().min(0),
  output_tokens: z.int().min(0),
  seconds: z.number().min(0),
  cost_usd: z.number().min(0),
  is_estimated: z.boolean(),
});
export type ModelUsage = z.infer<typeof modelUsage>;

/** `model_usage/{day}-{share}-{type}`: a part of what all missions of a type have taken on a day (UTC). */
export const dailyUsage = z.object({
  day: z.iso.date(),
  type: z.string(),
  ...modelUsage.omit({ is_estimated: true }).shape,
});
export type DailyUsage = z.infer<typeof dailyUsage>;
