import type { Gathered } from './gathered.ts';
import type { WrittenSection } from './section.ts';

/** What a reader must know of a section: what is not in it, and that it ends early. Each a paragraph of markdown. */
export function sectionRemarks({ left_out: leftOut, is_cut: isCut = false }: WrittenSection): string[] {
  const { unfit = 0, repeated = 0 } = leftOut ?? {};
  const parts = [
    ...(unfit === 0 ? [] : [`${sentences(unfit)} that no cited passage bears out`]),
    ...(repeated === 0 ? [] : [`${sentences(repeated)} that had been said before`]),
  ];
  return [
    ...(parts.length === 0 ? [] : [`> Left out here: ${parts.join(', and ')}.`]),
    ...(isCut ? ['> This section ends early: the model came to the most that it may write at once.'] : []),
  ];
}

/** That a model did not see all that was read; nothing where it did. */
export function unshownNote({
  unshown = [],
  gathered,
}: {
  readonly unshown?: readonly string[];
  readonly gathered: Pick<Gathered, 'sources'>;
}): string[] {
  if (unshown.length === 0) return [];
  const were = unshown.length === 1 ? 'was' : 'were';
  const all = gathered.sources.length;
  return [
    `> ${unshown.length} of ${all} sources ${were} not shown to the model: its context is too small for all of them.`,
  ];
}

function sentences(count: number): string {
  return `${count} ${count === 1 ? 'sentence' : 'sentences'}`;
}
