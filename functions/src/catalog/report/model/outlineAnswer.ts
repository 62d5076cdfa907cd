import * as z from 'zod';
import { cleanLine } from '../cleanText.ts';
import type { PlannedSection } from '../section.ts';
import type { Place } from './material.ts';

/** `"3"`, `"[3]"` and `"passage 3"` are the number that they name; what names none stays as it is. */
function asNumber(value: unknown): unknown {
  const number = typeof value === 'string' ? /^\D*(\d{1,4})\D*$/.exec(value)?.[1] : undefined;
  return number === undefined ? value : Number(number);
}

/** A list of numbers; also `3`, and `"1, 3"`. */
function asNumbers(value: unknown): unknown {
  if (typeof value === 'string') return value.split(/[,;]/).map(asNumber);
  return Array.isArray(value) ? value.map(asNumber) : [value];
}

/** A list alone is that of the sections. */
function asOutline(value: unknown): unknown {
  return Array.isArray(value) ? { sections: value } : value;
}

/**
 * The outline as a model gives it: passages by their numbers, `most` sections. Small models write numbers as texts and leave
 * out the object round the list; both are read as what they are meant for.
 */
export function outlineAnswer(most: number) {
  const section = z.strictObject({
    title: z.string().min(1).max(150),
    question: z.string().min(1).max(400),
    passages: z.preprocess(asNumbers, z.array(z.int().min(1)).min(1).max(40)),
  });
  const outline = z.strictObject({ sections: z.array(section).min(1).max(most) });
  return z.preprocess(asOutline, outline);
}
type Answered = z.infer<ReturnType<typeof outlineAnswer>>['sections'];

/** What a model planned, and what of it came to nothing, with half a sentence that says why. */
export interface OutlineRead {
  readonly sections: PlannedSection[];
  readonly dropped: readonly { readonly title: string; readonly why: string }[];
}

/**
 * The sections with the ids of their passages, which are numbered as in `places`. A passage that two of them name goes to the
 * first, as the rest of the report takes it for granted; a section that is left with none is dropped.
 */
export function readOutline(planned: Answered, places: readonly Place[]): OutlineRead {
  const taken = new Set<string>();
  const sections: PlannedSection[] = [];
  const dropped: { title: string; why: string }[] = [];
  for (const { title: named, question, passages: numbers } of planned) {
    const title = cleanLine(named);
    const ids = [...new Set(numbers.flatMap((number) => places[number - 1]?.passage.id ?? []))];
    const own = ids.filter((id) => !taken.has(id));
    for (const id of own) taken.add(id);
    if (own.length > 0) sections.push({ title, question: cleanLine(question), passages: own });
    else dropped.push({ title, why: ids.length === 0 ? NO_PASSAGE : NONE_LEFT });
  }
  return { sections, dropped };
}

const NO_PASSAGE = 'it names no passage that the model was shown';
const NONE_LEFT = 'each passage that it names belongs to a section before it';
