import * as z from 'zod';
import { AppError } from '../../../core/errors.ts';
import type { Model } from '../../../edge/model.ts';
import type { ReportRequest } from '../../../schema/reportRequest.ts';
import { cleanLine } from '../cleanText.ts';
import type { GatheredSource } from '../gathered.ts';
import { asMaterial } from '../prompts/fence.ts';
import { OUTLINE } from '../prompts/outline.ts';
import { rendered } from '../prompts/prompt.ts';
import type { PlannedSection } from '../section.ts';
import { languageName, outlineTokens, roomFor } from './ask.ts';
import { type Place, placesOf, shownPlaces } from './material.ts';
import type { Spending } from './spending.ts';

/** What a report is planned from. */
export interface ModelPlanning {
  readonly objective: string;
  readonly request: ReportRequest;
  readonly sources: readonly GatheredSource[];
  /** At most so many. */
  readonly sections: number;
  readonly signal: AbortSignal;
}

/** The outline as the model gives it: passages by their numbers. */
function answerOf(most: number) {
  return z.strictObject({
    sections: z
      .array(
        z.strictObject({
          title: z.string().min(1).max(150),
          question: z.string().min(1).max(400),
          passages: z.array(z.int().min(1)).min(1).max(40),
        }),
      )
      .min(1)
      .max(most),
  });
}

/**
 * Has `model` plan the sections. A passage that two of them name goes to the first, as the rest of the report takes it for
 * granted; a section that is left with none is dropped. Throws `model_answer_invalid` where that leaves nothing.
 */
export async function planByModel(
  model: Model,
  spending: Spending,
  planning: ModelPlanning,
): Promise<PlannedSection[]> {
  const places = placesOf(planning.sources);
  const maxOutputTokens = outlineTokens(model.contextTokens);
  const objective = asMaterial(planning.objective);
  // An answer that does not fit is sent back: then it is there twice.
  const room = roomFor(model.contextTokens, 2 * maxOutputTokens, [OUTLINE.system, OUTLINE.user, objective]);
  const question = rendered(OUTLINE, {
    objective,
    passages: shownPlaces(places, room, true),
    sections: String(planning.sections),
    language: languageName(planning.request),
  });
  const { signal } = planning;
  const { value } = await spending.within(undefined, (hooks) =>
    model.fill({
      ...question,
      ...hooks,
      maxOutputTokens,
      signal,
      name: 'outline',
      schema: answerOf(planning.sections),
    }),
  );
  const sections = withOwnPassages(value.sections, places);
  if (sections.length > 0) return sections;
  throw new AppError(
    'model_answer_invalid',
    `The model "${model.name}" planned no section from a passage that there is.`,
  );
}

function withOwnPassages(
  planned: readonly { readonly title: string; readonly question: string; readonly passages: readonly number[] }[],
  places: readonly Place[],
): PlannedSection[] {
  const taken = new Set<string>();
  return planned.flatMap(({ title, question, passages: numbers }) => {
    const ids = numbers.flatMap((number) => places[number - 1]?.passage.id ?? []);
    const own = [...new Set(ids)].filter((id) => !taken.has(id));
    for (const id of own) taken.add(id);
    return own.length === 0 ? [] : [{ title: cleanLine(title), question: cleanLine(question), passages: own }];
  });
}
