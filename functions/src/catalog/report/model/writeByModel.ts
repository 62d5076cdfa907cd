import { AppError } from '../../../core/errors.ts';
import type { Model } from '../../../edge/model.ts';
import { type ReportRequest, SECTION_WORDS } from '../../../schema/reportRequest.ts';
import type { GatheredSource } from '../gathered.ts';
import { asMaterial } from '../prompts/fence.ts';
import { type Prompt, rendered } from '../prompts/prompt.ts';
import { MENDING, SECTION } from '../prompts/section.ts';
import type { CitedSentence, PlannedSection, WrittenSection } from '../section.ts';
import { languageName, roomFor, sectionTokens } from './ask.ts';
import { type WritingProblem, writingSentence } from './checkWritten.ts';
import { ownPlaces, shownPlaces } from './material.ts';
import { readSection } from './readSection.ts';
import type { Spending } from './spending.ts';

/** What all sections of a report have in common. */
export interface ModelWriting {
  readonly objective: string;
  readonly request: ReportRequest;
  readonly sources: readonly GatheredSource[];
  readonly outline: readonly PlannedSection[];
}

/** One section of them. */
export interface SectionWork {
  readonly section: PlannedSection;
  /** Its number in the step's list, for which the calls are paid. */
  readonly item: number;
  readonly signal: AbortSignal;
  onText(soFar: string): void;
}

/** Has `model` write a section from its passages. */
export async function writeByModel(
  model: Model,
  spending: Spending,
  writing: ModelWriting,
  work: SectionWork,
): Promise<WrittenSection> {
  return await ask(model, spending, SECTION, writing, work, {});
}

/** Has `model` write a section again that something is wrong with. */
export async function mendByModel(
  model: Model,
  spending: Spending,
  writing: ModelWriting,
  work: SectionWork & { readonly written: WrittenSection; readonly problems: readonly WritingProblem[] },
): Promise<WrittenSection> {
  const numberOf = (id: string): string => {
    const index = work.section.passages.indexOf(id);
    return index < 0 ? id : `[${index + 1}]`;
  };
  const problems = work.problems.map((problem) => `- ${writingSentence(problem, numberOf)}`).join('\n');
  const text = work.written.paragraphs
    .map(({ sentences }) => sentences.map((said) => asItWasWritten(said, numberOf)).join(' '))
    .join('\n\n');
  return await ask(model, spending, MENDING, writing, work, { text: asMaterial(text), problems: asMaterial(problems) });
}

function asItWasWritten(
  { text, passages, is_inherited: isInherited }: CitedSentence,
  numberOf: (id: string) => string,
) {
  return isInherited === true ? text : `${text} ${passages.map(numberOf).join('')}`.trim();
}

async function ask(
  model: Model,
  spending: Spending,
  prompt: Prompt,
  { objective, request, sources, outline }: ModelWriting,
  { section, item, signal, onText }: SectionWork,
  more: Readonly<Record<string, string>>,
): Promise<WrittenSection> {
  const places = ownPlaces(section, sources);
  const words = SECTION_WORDS[request.length];
  const maxOutputTokens = sectionTokens(model, words);
  const values = {
    ...{ objective: asMaterial(objective), language: languageName(request), words: String(words), ...more },
    ...{ title: asMaterial(section.title), question: asMaterial(section.question) },
    outline: outline.map(({ title }, index) => `${index + 1}. ${asMaterial(title)}`).join('\n'),
  };
  const room = roomFor(model.contextTokens, maxOutputTokens, [prompt.system, prompt.user, ...Object.values(values)]);
  const shown = shownPlaces(places, room, false);
  const question = rendered(prompt, { ...values, passages: shown.text });
  const said = await spending.within(item, (hooks) =>
    model.write({ ...question, ...hooks, maxOutputTokens, signal, onText }),
  );
  // A number beyond those that were shown is made up, but for one that stands in what is mended: that took room from them.
  const known = prompt === MENDING ? places : places.slice(0, shown.count);
  const ids = known.map(({ passage }) => passage.id);
  const paragraphs = readSection(said.text, {
    title: section.title,
    ids,
    language: request.language,
    isCut: said.isCut,
  });
  if (paragraphs.length === 0) {
    const message = `The model "${said.model}" wrote nothing that could be used for the section “${section.title}”.`;
    throw new AppError('model_answer_invalid', message);
  }
  const { title, question: asked } = section;
  return { title, question: asked, paragraphs, model: said.model, ...(said.isCut ? { is_cut: true } : {}) };
}
