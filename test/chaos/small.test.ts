import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCampaign } from './campaign.ts';

/** Another number is another campaign; the long run, `npm run chaos`, draws one. */
const SEED = 2_026;

it('missions keep every promise while runners die, tasks get lost and clocks jump', async () => {
  const folder = join(tmpdir(), `chaos-${SEED}-${process.pid}`);
  const { summary, violations } = await runCampaign({ seed: SEED, missions: 40, runners: 3, lingerMs: 15_000, folder });
  console.log(summary);
  expect(violations, `seed ${SEED}; what is known of these missions is in ${folder}`).toEqual([]);
});
