import { AppError } from '../../../core/errors.ts';
import type { Model } from '../../../edge/model.ts';
import type { StepContext } from '../../../missions/defineMission.ts';
import { promptName } from '../prompts/prompt.ts';
import { MENDING } from '../prompts/section.ts';
import { type PlannedSection, type WrittenSection, writtenSection } from '../section.ts';
import { checkWritten, type Verdict, type WritingProblem, writingSentence } from './checkWritten.ts';
import { ceilingOf, createSpending } from './spending.ts';
import { type ModelWriting, mendByModel } from './writeByModel.ts';

/** Sections that are mended at once. */
const AT_ONCE = 3;

interface Checked {
  readonly index: number;
  readonly section: PlannedSection;
  readonly written: WrittenSection;
  readonly verdict: Verdict;
}

/** What the review does about sections. */
interface Mended {
  /** What takes the place of sections, by their numbers. */
  readonly replaced: readonly { readonly index: number; readonly section: WrittenSection }[];
  /** Sections that the model was asked to mend. */
  readonly givenBack: number;
}

/**
 * Checks the sections, and gives each that is not sound back to the model once, as an item of the step. What may be left
 * out of what comes back is; if that does not make it sound, so is what may be left out of the section as it was. Throws
 * `section_not_sound`, with the names of the sections, where neither does.
 */
export async function mendSections(
  model: Model,
  context: StepContext,
  writing: ModelWriting,
  sections: readonly WrittenSection[],
): Promise<Mended> {
  const passages = writing.sources.flatMap((source) => source.passages);
  const checked = writing.outline.flatMap((section, index): Checked[] => {
    const written = sections[index];
    return written === undefined ? [] : [{ index, section, written, verdict: checkWritten(written, passages) }];
  });
  const unsound = checked.filter(({ verdict }) => verdict.isToMend);
  const repeating = checked.flatMap(({ index, verdict: { isToMend, sound, problems } }) => {
    if (isToMend || problems.length === 0 || sound === null) return [];
    noteLeftOut(context, index, sound, problems);
    return [{ index, section: sound }];
  });
  if (unsound.length === 0) return { replaced: repeating, givenBack: 0 };
  const spending = createSpending(context, model, ceilingOf(writing.request, context.budget, model));
  const options = { concurrency: AT_ONCE, unit: 'sections', output: writtenSection };
  const untried = new Set(unsound.map(({ index }) => index));
  const failed: { readonly index: number; readonly problems: readonly WritingProblem[] }[] = [];
  const run = async ({ index, section, written, verdict }: Checked, item: number, signal: AbortSignal) => {
    const { problems } = verdict;
    untried.delete(index);
    const [first] = problems;
    const why = first === undefined ? '' : writingSentence(first);
    const message = `Section ${index + 1}, ${section.title}, is given back (prompt ${promptName(MENDING)}): ${why}`;
    context.note({ kind: 'chat', message });
    const onText = (text: string) => context.showDraft(index, { title: section.title, text });
    const again = await mendByModel(model, spending, writing, { section, item, signal, onText, written, problems });
    const judged = checkWritten(again, passages);
    const chosen = judged.sound === null ? verdict : judged;
    if (chosen.sound === null) {
      failed.push({ index, problems: judged.problems });
      throw new AppError('section_not_sound', `Section ${index + 1} is not sound.`);
    }
    noteLeftOut(context, index, chosen.sound, chosen.problems);
    context.endDraft(index);
    return chosen.sound;
  };
  const mended = await context.runItems(unsound, options, run).catch((error: unknown) => {
    if (!(error instanceof AppError && error.code === 'section_not_sound')) throw error;
    throw notSound(writing.outline, failed, untried.size);
  });
  const given = unsound.flatMap(({ index }, item) => {
    const section = mended[item];
    return section === undefined ? [] : [{ index, section }];
  });
  return { replaced: [...repeating, ...given], givenBack: given.length };
}

function noteLeftOut(
  context: StepContext,
  index: number,
  { title, left_out: leftOut }: WrittenSection,
  problems: readonly WritingProblem[],
): void {
  const [first] = problems;
  if (leftOut === undefined || first === undefined) return;
  const count = leftOut.unfit + leftOut.repeated;
  const left = count === 1 ? '1 sentence is left out' : `${count} sentences are left out. The first`;
  context.note({ kind: 'chat', message: `Section ${index + 1}, ${title}: ${left}: ${writingSentence(first)}` });
}

function notSound(
  outline: readonly PlannedSection[],
  failed: readonly { readonly index: number; readonly problems: readonly WritingProblem[] }[],
  untried: number,
): AppError {
  const told = failed
    .toSorted((a, b) => a.index - b.index)
    .map(({ index, problems }) => {
      const [first] = problems;
      const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
      return `Section ${index + 1}, “${outline[index]?.title ?? ''}”: ${first === undefined ? '' : writingSentence(first)}${more}`;
    });
  const what = failed.length === 1 ? 'A section is' : `${failed.length} sections are`;
  const rest =
    untried === 0 ? '' : ` ${untried} more had to be mended and ${untried === 1 ? 'was' : 'were'} not tried.`;
  return new AppError('section_not_sound', `${what} not sound, also after mending. ${told.join(' ')}${rest}`, {
    next: 'Retry the mission: what is not sound is mended once more, and nothing else is written again. If it fails again, ask for the report with "engine": "extractive", which quotes and needs no model, or have the operator choose a larger model.',
  });
}
