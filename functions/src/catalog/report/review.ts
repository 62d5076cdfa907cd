import * as z from 'zod';
import { AppError } from '../../core/errors.ts';
import type { Step, StepOutput } from '../../missions/defineMission.ts';
import { checkCitations, citationSentence } from './checkCitations.ts';
import { executor } from './executor.ts';
import { gather } from './gathered.ts';

const output = z.object({ sentences: z.int().min(0), cited: z.int().min(0) });

/** What was checked. */
const review: StepOutput<z.infer<typeof output>> = { name: 'review', output };

/** Step 6: every sentence must stand in the passages that it cites. Fails with `citation_wrong`, which only a fault of ours can bring about. */
export function reviewStep(): Step<z.infer<typeof output>> {
  return {
    ...review,
    weight: 5,
    policy: { isTerminal: () => true },
    async run(context) {
      const { sources } = await context.outputOf(gather);
      const { sections } = await context.outputOf(executor);
      const passages = sources.flatMap((source) => source.passages);
      const problems = sections.flatMap((section) => checkCitations(section, passages));
      for (const problem of problems) context.note({ kind: 'error', message: citationSentence(problem) });
      const [first] = problems;
      if (first !== undefined) {
        throw new AppError(
          'citation_wrong',
          `${problems.length} of the sentences are not borne out: ${citationSentence(first)}`,
        );
      }
      const quoted = sections.flatMap(({ paragraphs }) => paragraphs.flatMap(({ sentences }) => sentences));
      const cited = new Set(quoted.flatMap((sentence) => sentence.passages));
      const message = `Each of ${quoted.length} sentences stands in what it cites.`;
      return { output: { sentences: quoted.length, cited: cited.size }, message };
    },
  };
}
