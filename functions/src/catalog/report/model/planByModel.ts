import { AppError } from '../../../core/errors.ts';
import { jsonSchemaOf } from '../../../edge/model/dialect.ts';
import { askForJson } from '../../../edge/model/jsonAnswer.ts';
import type { Model } from '../../../edge/model.ts';
import type { ReportRequest } from '../../../schema/reportRequest.ts';
import type { GatheredSource } from '../gathered.ts';
import { asMaterial } from '../prompts/fence.ts';
import { OUTLINE } from '../prompts/outline.ts';
import { rendered } from '../prompts/prompt.ts';
import { languageName, outlineTokens, repairTokens, roomFor } from './ask.ts';
import { placesByTurns, shownPlaces } from './material.ts';
import { type OutlineRead, outlineAnswer, readOutline } from './outlineAnswer.ts';
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

/** An outline by a model. */
export interface ModelPlan extends OutlineRead {
  /** Ids of the sources of which it was shown nothing. */
  readonly unshown: string[];
}

/**
 * Has `model` plan the sections from as many passages as its context takes, by turns of their sources. Throws
 * `model_answer_invalid` where that leaves no section.
 */
export async function planByModel(model: Model, spending: Spending, planning: ModelPlanning): Promise<ModelPlan> {
  const { request, sources, sections: most, signal } = planning;
  const places = placesByTurns(sources);
  const maxOutputTokens = outlineTokens(model);
  const values = { objective: asMaterial(planning.objective), language: languageName(request), sections: String(most) };
  const schema = outlineAnswer(most);
  const form = askForJson('', { name: OUTLINE.name, schema: jsonSchemaOf(schema) });
  const rest = [OUTLINE.system, OUTLINE.user, form, ...Object.values(values)];
  const room = roomFor(model.contextTokens, maxOutputTokens + repairTokens(most), rest);
  const shown = shownPlaces(places, room, true);
  const question = rendered(OUTLINE, { ...values, passages: shown.text });
  const { value } = await spending.within(undefined, (hooks) =>
    model.fill({ ...question, ...hooks, maxOutputTokens, signal, name: OUTLINE.name, schema }),
  );
  const own = places.slice(0, shown.count);
  const read = readOutline(value.sections, own);
  if (read.sections.length === 0) {
    const message = `The model "${model.name}" planned no section from a passage that it was shown.`;
    throw new AppError('model_answer_invalid', message);
  }
  const seen = new Set(own.map(({ source }) => source.id));
  return { ...read, unshown: sources.flatMap(({ id }) => (seen.has(id) ? [] : [id])) };
}
