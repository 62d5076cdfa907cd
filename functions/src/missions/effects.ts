import type { Applied } from '../core/events.ts';
import { admitNext } from './admission.ts';
import type { Deps } from './deps.ts';
import { sendTask } from './sendTask.ts';

/** Does what must follow a commit. What fails here is logged and left to the sweep: the commit itself stands. */
export async function runEffects(deps: Deps, outcome: Applied): Promise<void> {
  const { mission } = outcome;
  for (const effect of outcome.effects) {
    if (effect.kind === 'enqueue') await sendTask(deps, mission, effect.task);
    else await admitQuietly(deps, mission);
  }
}

async function admitQuietly(deps: Deps, mission: Applied['mission']): Promise<void> {
  try {
    await admitNext(deps, mission);
  } catch (error) {
    deps.log.error({ mission_id: mission.mission_id, err: error }, 'nobody admitted; the sweep will');
  }
}
