import { sumUsage } from '../core/modelUsage.ts';
import type { ModelUsage } from '../schema/usage.ts';

/**
 * What a runner's steps have taken of a language model. It is written down with whatever is written next, so that it costs
 * no write of its own; of a runner that is killed, what came after its last write is lost.
 */
export interface Purse {
  spend(usage: ModelUsage): void;
  /** All of it, with what the mission had taken before this runner came. */
  total(): ModelUsage | null;
  /** What no write has taken yet: the caller writes it. */
  take(): ModelUsage | null;
  /** The write has failed: the next one takes it along. */
  giveBack(usage: ModelUsage | null): void;
}

/** A purse that goes on from what the mission has taken so far. */
export function createPurse(before: ModelUsage | null): Purse {
  let total = before;
  let unwritten: ModelUsage | null = null;
  return {
    spend: (usage) => {
      total = sumUsage(total, usage);
      unwritten = sumUsage(unwritten, usage);
    },
    total: () => total,
    take: () => {
      const taken = unwritten;
      unwritten = null;
      return taken;
    },
    giveBack: (usage) => {
      unwritten = sumUsage(unwritten, usage);
    },
  };
}
