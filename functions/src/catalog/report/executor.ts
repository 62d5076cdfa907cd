import * as z from 'zod';
import type { Step, StepOutput } from '../../missions/defineMission.ts';
import { reportRequest, SECTION_WORDS } from '../../schema/reportRequest.ts';
import { gather } from './gathered.ts';
import { planner } from './planner.ts';
import { type WrittenSection, writtenSection } from './section.ts';
import { writeSection } from './writeSection.ts';

const output = z.object({ sections: z.array(writtenSection) });

/** The sections as they were written, in their order. */
export const executor: StepOutput<z.infer<typeof output>> = { name: 'executor', output };

/** Sections that are written at once. */
const AT_ONCE = 3;

/** Step 5: each section is an item of its own, so that a crash repeats only those that were not recorded. */
export function executorStep(): Step<z.infer<typeof output>> {
  return {
    ...executor,
    weight: 30,
    async run(context) {
      const { length, language } = await context.inputBy(reportRequest);
      const { sources } = await context.outputOf(gather);
      const { sections: planned } = await context.outputOf(planner);
      const writing = { objective: context.objective, language, words: SECTION_WORDS[length] };
      const options = { concurrency: AT_ONCE, unit: 'sections', output: writtenSection };
      const sections = await context.runItems(planned, options, async (section, index) => {
        const written = writeSection(section, sources, writing);
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

function amountOf({ paragraphs }: WrittenSection): string {
  const quoted = paragraphs.reduce((sum, { sentences }) => sum + sentences.length, 0);
  return `${quoted} ${quoted === 1 ? 'sentence' : 'sentences'}`;
}
