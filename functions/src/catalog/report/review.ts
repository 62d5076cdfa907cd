import * as z from 'zod';
import { AppError } from '../../core/errors.ts';
import type { Model } from '../../edge/model.ts';
import type { Step, StepOutput } from '../../missions/defineMission.ts';
import { reportRequest } from '../../schema/reportRequest.ts';
import { checkCitations, citationSentence } from './checkCitations.ts';
import { executor } from './executor.ts';
import { type GatheredPassage, gather } from './gathered.ts';
import { checkWritten } from './model/checkWritten.ts';
import { mendSections } from './model/mendSections.ts';
import { MODEL_POLICY } from './model/policy.ts';
import { requireModel } from './model/requireModel.ts';
import { planner } from './planner.ts';
import { type PlannedSection, type WrittenSection, writtenSection } from './section.ts';

const output = z.object({
  sentences: z.int().min(0),
  cited: z.int().min(0),
  /** Sections that had to be written again or lost sentences, by their numbers from 0. */
  mended: z.array(z.object({ index: z.int().min(0), section: writtenSection })).default([]),
});

/** What was checked, and what takes the place of what was not sound. */
export const review: StepOutput<z.infer<typeof output>> = { name: 'review', output };

/**
 * Step 6: the outline must be complete, and every sentence borne out by the passages that it cites. Where sentences are
 * quoted they must stand there word for word: `citation_wrong`, which only a fault of ours can bring about. What a model
 * wrote is checked as far as that can be done without understanding it; a section that is not sound is given back to it
 * once. Then it loses what may be left out, or fails the mission with `section_not_sound`.
 */
export function reviewStep(given: Model | null): Step<z.infer<typeof output>> {
  return {
    ...review,
    weight: 5,
    policy: MODEL_POLICY,
    async run(context) {
      const request = await context.inputBy(reportRequest);
      const { sources } = await context.outputOf(gather);
      const { sections: planned } = await context.outputOf(planner);
      const { sections } = await context.outputOf(executor);
      requireComplete(planned, sections);
      if (request.engine === 'extractive') {
        const passages = sources.flatMap((source) => source.passages);
        requireQuoted(sections, passages, (message) => context.note({ kind: 'error', message }));
        const counts = countsOf(sections);
        return {
          output: { ...counts, mended: [] },
          message: `Each of ${counts.sentences} sentences stands in what it cites.`,
        };
      }
      const writing = { objective: context.objective, request, sources, outline: planned };
      const { replaced, givenBack } = await mendSections(requireModel(given), context, writing, sections);
      const final = withMended(sections, replaced);
      const counts = countsOf(final);
      const passages = sources.flatMap((source) => source.passages);
      const uncompared = final.filter((section) => !checkWritten(section, passages).isCompared).length;
      const message = fitSentence(counts.sentences, { givenBack, leftOut: leftOutOf(final), uncompared });
      return { output: { ...counts, mended: [...replaced] }, message };
    },
  };
}

interface Review {
  readonly givenBack: number;
  readonly leftOut: number;
  /** Sections of which only the numbers could be compared. */
  readonly uncompared: number;
}

function fitSentence(sentences: number, { givenBack, leftOut, uncompared }: Review): string {
  const forThat = [
    ...(givenBack === 0 ? [] : [`${count(givenBack, 'section')} had to be given back for that`]),
    ...(leftOut === 0 ? [] : [`${count(leftOut, 'sentence')} had to be left out`]),
  ];
  const said = [`Each of ${count(sentences, 'sentence')} cites a passage that it fits`, ...forThat].join('; ');
  if (uncompared === 0) return `${said}.`;
  return `${said}. Of ${count(uncompared, 'section')} only the numbers were compared: the sources are in another language.`;
}

function leftOutOf(sections: readonly WrittenSection[]): number {
  return sections.reduce((sum, { left_out: left }) => sum + (left?.unfit ?? 0) + (left?.repeated ?? 0), 0);
}

/** The sections with those that were mended in their places. */
export function withMended(
  sections: readonly WrittenSection[],
  mended: readonly { readonly index: number; readonly section: WrittenSection }[],
): WrittenSection[] {
  const instead = new Map(mended.map(({ index, section }) => [index, section]));
  return sections.map((section, index) => instead.get(index) ?? section);
}

function requireComplete(planned: readonly PlannedSection[], sections: readonly WrittenSection[]): void {
  const missing = planned.find(({ title }, index) => sections[index]?.title !== title);
  if (missing === undefined && planned.length === sections.length) return;
  throw new Error(`the section "${missing?.title ?? 'beyond the outline'}" was not written as it was planned`);
}

function requireQuoted(
  sections: readonly WrittenSection[],
  passages: readonly GatheredPassage[],
  onProblem: (sentence: string) => void,
): void {
  const problems = sections.flatMap((section) => checkCitations(section, passages));
  for (const problem of problems) onProblem(citationSentence(problem));
  const [first] = problems;
  if (first === undefined) return;
  throw new AppError(
    'citation_wrong',
    `${problems.length} of the sentences are not borne out: ${citationSentence(first)}`,
  );
}

function countsOf(sections: readonly WrittenSection[]): { readonly sentences: number; readonly cited: number } {
  const said = sections.flatMap(({ paragraphs }) => paragraphs.flatMap(({ sentences }) => sentences));
  return { sentences: said.length, cited: new Set(said.flatMap(({ passages }) => passages)).size };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
