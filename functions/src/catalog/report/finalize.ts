import * as z from 'zod';
import type { Step } from '../../missions/defineMission.ts';
import type { MissionOutput } from '../../schema/result.ts';
import { assemble } from './assemble.ts';
import { executor } from './executor.ts';
import { gather } from './gathered.ts';

/** As many as a result's schema takes. */
const MAX_MISSED = 100;

/** The last step: the report as markdown, with its sources. */
export function finalizeStep(): Step<null> {
  return {
    name: 'finalize',
    output: z.null(),
    weight: 5,
    async run(context) {
      const gathered = await context.outputOf(gather);
      const { sections } = await context.outputOf(executor);
      const engine = { kind: 'extractive' } as const;
      const { markdown, summary } = assemble({
        ...{ objective: context.objective, engine, madeAt: context.now() },
        ...{ sections, gathered },
      });
      const missed = gathered.left_out.slice(0, MAX_MISSED).map(({ source, reason }) => ({ url: source, reason }));
      const result: MissionOutput = {
        ...{ summary, markdown, items: [] },
        pages_read: gathered.sources.filter(({ kind }) => kind !== 'text').length,
        ...{ missed, missed_count: gathered.left_out.length },
      };
      return { output: null, message: summary, result };
    },
  };
}
