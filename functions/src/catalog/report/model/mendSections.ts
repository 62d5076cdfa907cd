import { AppError } from '../../../core/errors.ts';
import type { Model } from '../../../edge/model.ts';
import type { StepContext } from '../../../missions/defineMission.ts';
import { promptName } from '../prompts/prompt.ts';
import { MENDING } from '../prompts/section.ts';
import { type PlannedSection, type WrittenSection, writtenSection } from '../section.ts';
import { checkWritten, type WritingProblem, writingSentence } from './checkWritten.ts';
import { ceilingOf, createSpending } from './spending.ts';
import { type ModelWriting, mendByModel } from './writeByModel.ts';

/** Sections that are mended at once. */
const AT_ONCE = 3;

interface Unsound {
  readonly index: number;
  readonly section: PlannedSection;
  readonly written: WrittenSection;
  readonly problems: readonly WritingProblem[];
}

/**
 * Checks the sections, and gives each that is not sound back to the model once. Resolves to those that had to be mended,
 * each an item of the step. Throws `section_not_sound`, with the section's name, where that was in vain.
 */
export async function mendSections(
  model: Model,
  context: StepContext,
  writing: ModelWriting,
  sections: readonly WrittenSection[],
): Promise<readonly { readonly index: number; readonly section: WrittenSection }[]> {
  const passages = writing.sources.flatMap((source) => source.passages);
  const unsound = writing.outline.flatMap((section, index): Unsound[] => {
    const written = sections[index];
    if (written === undefined) return [];
    const problems = checkWritten(written, passages);
    return problems.length === 0 ? [] : [{ index, section, written, problems }];
  });
  if (unsound.length === 0) return [];
  const spending = createSpending(context, model, ceilingOf(writing.request, context.budget, model));
  const options = { concurrency: AT_ONCE, unit: 'sections', output: writtenSection };
  const mended = await context.runItems(
    unsound,
    options,
    async ({ index, section, written, problems }, item, signal) => {
      const [first] = problems;
      const why = first === undefined ? '' : writingSentence(first);
      const message = `Section ${index + 1}, ${section.title}, is given back (prompt ${promptName(MENDING)}): ${why}`;
      context.note({ kind: 'chat', message });
      const onText = (text: string) => context.showDraft(index, { title: section.title, text });
      const again = await mendByModel(model, spending, writing, { section, item, signal, onText, written, problems });
      requireSound(again, index, checkWritten(again, passages));
      context.endDraft(index);
      return again;
    },
  );
  return unsound.flatMap(({ index }, item) => {
    const section = mended[item];
    return section === undefined ? [] : [{ index, section }];
  });
}

function requireSound({ title }: WrittenSection, index: number, problems: readonly WritingProblem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`;
  const message = `Section ${index + 1}, “${title}”, is not sound, also after it was mended: ${writingSentence(first)}${more}`;
  const next = 'Retry the mission: this section is mended once more, and nothing else is written again.';
  throw new AppError('section_not_sound', message, { next });
}
