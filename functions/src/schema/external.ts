import * as z from 'zod';

/** The type whose steps run elsewhere and are reported over HTTP. */
export const EXTERNAL_TYPE = 'external';

/**
 * How an external mission is watched. After `stalled_after_seconds` of silence it is shown as stalled, after
 * `failed_after_seconds` it fails. `is_growing`: its steps become known as the worker reports them; `expected_steps`
 * is the worker's own guess of their number, without which there is no percent.
 */
export const external = z.object({
  is_growing: z.boolean(),
  expected_steps: z.int().min(1).nullable(),
  stalled_after_seconds: z.int().min(5).max(86_400),
  failed_after_seconds: z.int().min(5).max(2_592_000),
});
export type External = z.infer<typeof external>;
