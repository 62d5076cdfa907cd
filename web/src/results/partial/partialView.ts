import { isRecord } from '../../storage.ts';
import { PARTIAL_WORDS } from '../../words/partialResult.ts';

/** A section of a report that is not whole. */
export interface SectionState {
  readonly label: string;
  readonly word: string;
  readonly isWritten: boolean;
}

/** What there is of a report, and what is not. */
export interface PartialView {
  readonly text: string;
  readonly sections: readonly SectionState[];
}

/** The titles of the sections in what the planner left; none where that is something else. */
export function plannedTitles(output: unknown): string[] {
  const sections = isRecord(output) && Array.isArray(output.sections) ? output.sections : [];
  return sections.flatMap((section: unknown) =>
    isRecord(section) && typeof section.title === 'string' ? [section.title] : [],
  );
}

/** `written` are the numbers of those that were written, from 0. */
export function partialView(planned: readonly string[], written: ReadonlySet<number>): PartialView {
  const { all, some, kept } = PARTIAL_WORDS;
  const sections = planned.map((title, index) => {
    const isWritten = written.has(index);
    return {
      label: PARTIAL_WORDS.section(index + 1, title),
      word: isWritten ? PARTIAL_WORDS.written : PARTIAL_WORDS.missing,
      isWritten,
    };
  });
  const count = sections.filter(({ isWritten }) => isWritten).length;
  if (planned.length === 0) return { text: kept, sections };
  return { text: `${count === planned.length ? all : some(count, planned.length)} ${kept}`, sections };
}
