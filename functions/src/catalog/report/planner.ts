import * as z from 'zod';
import { AppError } from '../../core/errors.ts';
import type { Step, StepOutput } from '../../missions/defineMission.ts';
import { reportRequest, SECTIONS } from '../../schema/reportRequest.ts';
import { gather } from './gathered.ts';
import { outlineOf } from './outlineOf.ts';
import { plannedSection } from './section.ts';

const output = z.object({ sections: z.array(plannedSection).min(1) });
export type Outline = z.infer<typeof output>;

/** What the sections of the report are. */
export const planner: StepOutput<Outline> = { name: 'planner', output };

/** Step 3: the outline. Fails with `nothing_to_quote` where the sources have too little to say. */
export function plannerStep(): Step<Outline> {
  return {
    ...planner,
    weight: 5,
    async run(context) {
      const { depth, language } = await context.inputBy(reportRequest);
      const { sources } = await context.outputOf(gather);
      const sections = outlineOf(sources, { objective: context.objective, language, sections: SECTIONS[depth] });
      if (sections.length === 0) {
        throw new AppError('nothing_to_quote', 'The sources say too little on the objective to make a section of it.');
      }
      for (const { title, question } of sections) context.note({ kind: 'chat', message: `${title}: ${question}` });
      return {
        output: { sections },
        message: `${sections.length} ${sections.length === 1 ? 'section' : 'sections'} planned.`,
      };
    },
  };
}
