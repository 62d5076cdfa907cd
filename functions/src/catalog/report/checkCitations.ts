import { assertNever } from '../../core/assertNever.ts';
import type { GatheredPassage } from './gathered.ts';
import { folded } from './passages.ts';
import type { WrittenSection } from './section.ts';
import { quoted } from './shortened.ts';

/** What is wrong with the citations of a sentence. */
export type CitationProblem =
  /** It cites nothing. */
  | { readonly kind: 'uncited'; readonly sentence: string }
  /** There is no such passage. */
  | { readonly kind: 'unknown'; readonly sentence: string; readonly passage: string }
  /** The passage that it cites does not hold it, word for word. */
  | { readonly kind: 'not_contained'; readonly sentence: string; readonly passage: string };

/**
 * What is wrong with the citations of a section that quotes: each sentence must be held, but for its white space, by
 * every passage that it cites, and cite one. Empty when all is well.
 */
export function checkCitations(section: WrittenSection, passages: readonly GatheredPassage[]): CitationProblem[] {
  const texts = new Map(passages.map(({ id, text }) => [id, folded(text)]));
  return section.paragraphs
    .flatMap(({ sentences }) => sentences)
    .flatMap(({ text: sentence, passages: cited }): CitationProblem[] => {
      // Every passage holds nothing; a sentence of nothing is not cited by that.
      if (cited.length === 0 || folded(sentence) === '') return [{ kind: 'uncited', sentence }];
      return cited.flatMap((passage): CitationProblem[] => {
        const text = texts.get(passage);
        if (text === undefined) return [{ kind: 'unknown', sentence, passage }];
        return text.includes(folded(sentence)) ? [] : [{ kind: 'not_contained', sentence, passage }];
      });
    });
}

/** A problem as a sentence. */
export function citationSentence(problem: CitationProblem): string {
  const said = quoted(problem.sentence);
  switch (problem.kind) {
    case 'uncited':
      return `${said} cites no source.`;
    case 'unknown':
      return `${said} cites ${problem.passage}, which is none of the passages.`;
    case 'not_contained':
      return `${said} is not in ${problem.passage}, which it cites.`;
    default:
      return assertNever(problem);
  }
}
