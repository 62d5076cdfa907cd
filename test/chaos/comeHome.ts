import { sweep } from '../../functions/src/runner/sweep.ts';
import { until } from '../support/until.ts';
import { moveTime, wake } from './actors.ts';
import { tell } from './deeds.ts';
import { NO_FAULTS } from './queue.ts';
import type { Stage } from './stage.ts';

/**
 * Every mission must be over after so many sweeps, whatever was lost. On a dead queue each stretch between two waits
 * costs four: three tasks that never come, and the one in which the sweep runs the mission itself.
 */
const MAX_SWEEPS = 15;
const MAX_SWEEPS_ALONE = 40;

/** What the sweep waits for before it asks again doubles up to an hour; so does the time that passes here. */
const FIRST_WAIT_MS = 35_000;
const LONGEST_WAIT_MS = 3_660_000;

const PATIENCE_MS = 120_000;

/**
 * The storm is over: nothing is harmed any more, time passes, the sweep looks. Resolves to the number of sweeps after
 * which every mission is over, or to the most that it tried; the checker sees what is not.
 */
export async function comeHome(stage: Stage): Promise<number> {
  // In one of three campaigns the queue stays dead: then the sweep alone must bring every mission home.
  const isAlone = stage.seed % 3 === 0;
  const most = isAlone ? MAX_SWEEPS_ALONE : MAX_SWEEPS;
  stage.queue.faults = isAlone ? { ...NO_FAULTS, drops: 1 } : NO_FAULTS;
  stage.recoveries.end();
  for (const runner of stage.fleet.runners) await wake(stage, runner);
  moveTime(stage, 0);
  for (let sweeps = 0; ; sweeps += 1) {
    // Somebody who never finishes is for the checker to name.
    const quiet = await until('runners to finish what they have', () => isQuiet(stage), PATIENCE_MS).catch(() => false);
    if (!quiet) return sweeps;
    for (const id of stage.roster.open) {
      if (stage.roster.last(id)?.status === 'paused') await tell(stage, id, { name: 'resume' });
    }
    if (sweeps === most || (await areAllOver(stage))) return sweeps;
    moveTime(stage, Math.min(FIRST_WAIT_MS * 2 ** sweeps, LONGEST_WAIT_MS));
    await sweep(stage.deps);
  }
}

function isQuiet({ queue, fleet }: Stage): boolean {
  return queue.isIdle && fleet.isIdle;
}

/** The listener that the roster hears from may be a moment behind. */
async function areAllOver({ roster }: Stage): Promise<boolean> {
  return await until('the listener', () => roster.open.length === 0, 1_500).catch(() => false);
}
