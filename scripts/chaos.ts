import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runCampaign } from '../test/chaos/campaign.ts';
import { inCache } from './paths.ts';
import { Problem, runScript } from './problem.ts';

const usage = `npm run chaos -- [--missions 1000] [--seed N] [--runners 4]

Runs missions while runners are killed, tasks lost and clocks moved, and proves that no promise was broken.`;

/** Long enough for the sweep to find tasks that were lost while runners still die. */
const LINGER_MS = 60_000;

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      missions: { type: 'string', default: '1000' },
      seed: { type: 'string', default: String(randomInt(1_000_000)) },
      runners: { type: 'string', default: '4' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const [missions, seed, runners] = [values.missions, values.seed, values.runners].map(wholeNumber);
  if (missions === undefined || seed === undefined || runners === undefined) throw new Problem(usage);
  // Processes that were started end with this one, however it ends.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      console.log(`Stopped by ${signal}; seed ${seed}`);
      process.exit(1);
    });
  }
  console.log(`seed ${seed}`);
  const folder = inCache('chaos', String(seed));
  const { summary, violations } = await runCampaign({
    ...{ missions, seed, runners, lingerMs: LINGER_MS, folder },
    onProgress: (words) => console.log(words),
  });
  console.log(summary);
  for (const { missionId, rule, detail } of violations) console.log(`${missionId} ${rule}: ${detail}`);
  if (violations.length > 0) console.log(`What is known of them is in ${folder}`);
  return violations.length > 0 ? 1 : 0;
});

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new Problem(`"${text}" is no whole number.\n\n${usage}`);
  return number;
}
