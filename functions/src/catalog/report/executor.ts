import * as z from 'zod';
import type { Model } from '../../edge/model.ts';
import type { Step, StepContext, StepOutput } from '../../missions/defineMission.ts';
import { type ReportRequest, reportRequest, SECTION_WORDS } from '../../schema/reportRequest.ts';
import { type Gathered, gather } from './gathered.ts';
import { amountExpected, expectedFor } from './model/expected.ts';
import { MODEL_POLICY } from './model/policy.ts';
import { requireModel } from './model/requireModel.ts';
import { ceilingOf, createSpending, spentOf, sumOf } from './model/spending.ts';
import { writeByModel } from './model/writeByModel.ts';
import { planner } from './planner.ts';
import { promptName } from './prompts/prompt.ts';
import { SECTION } from './prompts/section.ts';
import { type PlannedSection, type WrittenSection, writtenSection } from './section.ts';
import { writeSection } from './writeSection.ts';

const output = z.object({ sections: z.array(writtenSection) });

/** The sections as they were written, in their order. */
export const executor: StepOutput<z.infer<typeof output>> = { name: 'executor', output };

/** Sections that are written at once. */
const AT_ONCE = 3;

type Write = (section: PlannedSection, index: number, signal: AbortSignal) => Promise<WrittenSection>;

/**
 * Step 5: each section is an item of its own, so that a crash repeats only those that were not recorded. A section that
 * fails fails the step once those under way beside it are recorded.
 */
export function executorStep(model: Model | null): Step<z.infer<typeof output>> {
  return {
    ...executor,
    weight: 30,
    policy: MODEL_POLICY,
    async run(context) {
      const request = await context.inputBy(reportRequest);
      const { sources } = await context.outputOf(gather);
      const { sections: planned } = await context.outputOf(planner);
      const write = writerOf(model, context, request, { sources, planned });
      const options = { concurrency: AT_ONCE, unit: 'sections', output: writtenSection };
      const sections = await context.runItems(planned, options, async (section, index, signal) => {
        const written = await write(section, index, signal);
        context.note({ kind: 'chat', message: `Section ${index + 1}, ${section.title}: ${amountOf(written)}.` });
        return written;
      });
      return {
        output: { sections: [...sections] },
        message: `${sections.length} of ${planned.length} sections written.`,
      };
    },
  };
}

function writerOf(
  given: Model | null,
  context: StepContext,
  request: ReportRequest,
  { sources, planned }: { readonly sources: Gathered['sources']; readonly planned: readonly PlannedSection[] },
): Write {
  const { objective } = context;
  if (request.engine === 'extractive') {
    const writing = { objective, language: request.language, words: SECTION_WORDS[request.length] };
    return async (section) => writeSection(section, sources, writing);
  }
  const model = requireModel(given);
  const whole = amountExpected(expectedFor(model, planned, sources, SECTION_WORDS[request.length]));
  const expected = sumOf([spentOf(context.modelUsage()), whole]);
  const spending = createSpending(context, model, ceilingOf(request, context.budget, model), expected);
  const writing = { objective, request, sources, outline: planned };
  return async (section, index, signal) => {
    const name = `Section ${index + 1}, ${section.title}`;
    context.note({ kind: 'chat', message: `${name}: asking ${model.name} (prompt ${promptName(SECTION)}).` });
    const onText = (text: string) => context.showDraft(index, { title: section.title, text });
    const written = await writeByModel(model, spending, writing, { section, item: index, signal, onText });
    context.endDraft(index);
    return written;
  };
}

function amountOf({ paragraphs, is_cut: isCut = false }: WrittenSection): string {
  const said = paragraphs.reduce((sum, { sentences }) => sum + sentences.length, 0);
  const why = isCut ? '; it ends early: the model came to the most that it may write' : '';
  return `${said} ${said === 1 ? 'sentence' : 'sentences'}${why}`;
}
