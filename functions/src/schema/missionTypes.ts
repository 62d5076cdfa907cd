import * as z from 'zod';

/**
 * `GET /mission-types`: what this deployment runs, and the name of its language model, null where the operator has set
 * none: then a report can be asked for with `engine: "extractive"` alone.
 */
export const missionTypesAnswer = z.object({
  mission_types: z.array(z.object({ type: z.string(), title: z.string(), takes_input: z.boolean() })),
  model: z.string().nullable(),
});
export type MissionTypesAnswer = z.infer<typeof missionTypesAnswer>;
