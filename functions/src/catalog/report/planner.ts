import * as z from 'zod';
import { AppError } from '../../core/errors.ts';
import type { Model } from '../../edge/model.ts';
import type { Step, StepContext, StepOutput } from '../../missions/defineMission.ts';
import { type ReportRequest, reportRequest, SECTIONS } from '../../schema/reportRequest.ts';
import { type Gathered, gather } from './gathered.ts';
import { planByModel } from './model/planByModel.ts';
import { MODEL_POLICY } from './model/policy.ts';
import { requireModel } from './model/requireModel.ts';
import { ceilingOf, createSpending } from './model/spending.ts';
import { outlineOf } from './outlineOf.ts';
import { OUTLINE } from './prompts/outline.ts';
import { promptName } from './prompts/prompt.ts';
import { type PlannedSection, plannedSection } from './section.ts';

const output = z.object({ sections: z.array(plannedSection).min(1) });
export type Outline = z.infer<typeof output>;

/** What the sections of the report are. */
export const planner: StepOutput<Outline> = { name: 'planner', output };

/** Step 3: the outline. Fails with `nothing_to_quote` where the sources have too little to say. */
export function plannerStep(model: Model | null): Step<Outline> {
  return {
    ...planner,
    weight: 5,
    policy: MODEL_POLICY,
    async run(context) {
      const request = await context.inputBy(reportRequest);
      const { sources } = await context.outputOf(gather);
      const sections = await sectionsOf(model, context, request, sources);
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

async function sectionsOf(
  given: Model | null,
  context: StepContext,
  request: ReportRequest,
  sources: Gathered['sources'],
): Promise<PlannedSection[]> {
  const { objective, signal } = context;
  const sections = SECTIONS[request.depth];
  if (request.engine === 'extractive') return outlineOf(sources, { objective, language: request.language, sections });
  const model = requireModel(given);
  context.note({ kind: 'chat', message: `Asking ${model.name} for an outline (prompt ${promptName(OUTLINE)}).` });
  const spending = createSpending(context, model, ceilingOf(request, context.budget, model));
  return await planByModel(model, spending, { objective, request, sources, sections, signal });
}
