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

const output = z.object({
  sections: z.array(plannedSection).min(1),
  /** Ids of sources that the model was not shown: its context is too small. */
  unshown: z.array(z.string()).default([]),
});
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
      const { sections, unshown, dropped } = await outlineFor(model, context, request, sources);
      if (sections.length === 0) {
        throw new AppError('nothing_to_quote', 'The sources say too little on the objective to make a section of it.');
      }
      for (const { title, question } of sections) context.note({ kind: 'chat', message: `${title}: ${question}` });
      const less =
        dropped === 0 ? '' : `; ${dropped} more that the model planned ${dropped === 1 ? 'was' : 'were'} dropped`;
      return {
        output: { sections, unshown },
        message: `${sections.length} ${sections.length === 1 ? 'section' : 'sections'} planned${less}.`,
      };
    },
  };
}

interface Planned {
  readonly sections: PlannedSection[];
  readonly unshown: string[];
  /** How many sections the model planned that are not among them. */
  readonly dropped: number;
}

async function outlineFor(
  given: Model | null,
  context: StepContext,
  request: ReportRequest,
  sources: Gathered['sources'],
): Promise<Planned> {
  const { objective, signal } = context;
  const sections = SECTIONS[request.depth];
  if (request.engine === 'extractive') {
    const quoting = outlineOf(sources, { objective, language: request.language, sections });
    return { sections: quoting, unshown: [], dropped: 0 };
  }
  const model = requireModel(given);
  context.note({ kind: 'chat', message: `Asking ${model.name} for an outline (prompt ${promptName(OUTLINE)}).` });
  // Remarks go along with progress. Without any this one would come with the answer, minutes later on a slow machine.
  const message = `Asking ${model.name} for an outline`;
  context.report({ done: 0, total: 1, unit: 'outlines', message, fraction: null });
  const spending = createSpending(context, model, ceilingOf(request, context.budget, model));
  const planned = await planByModel(model, spending, { objective, request, sources, sections, signal });
  for (const { title, why } of planned.dropped) {
    context.note({ kind: 'chat', message: `“${title}” is dropped from the outline: ${why}.` });
  }
  if (planned.unshown.length > 0) {
    const message = `${planned.unshown.length} of ${sources.length} sources were not shown to ${model.name}: its context of ${model.contextTokens} tokens is too small.`;
    context.note({ kind: 'chat', message });
  }
  return { ...planned, dropped: planned.dropped.length };
}
