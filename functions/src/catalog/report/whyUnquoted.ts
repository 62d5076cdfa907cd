import { assertNever } from '../../core/assertNever.ts';
import type { GatheredSource } from './gathered.ts';
import { LEAST_WORDS, quotableWords } from './outlineOf.ts';

/** No reason is longer, in UTF-8: so much is kept free for each of them. */
export const MAX_REASON_BYTES = 120;

/** How a report came about, as far as that tells why nothing of a source stands in it. */
export interface Making {
  readonly engine: 'extractive' | 'model';
  /** What its sources were read in. */
  readonly language: string;
  /** Something of the source was taken, and gave way when the report grew too long. */
  readonly wasTaken: boolean;
  /** The model that planned the report was shown something of it; so it is where none did. */
  readonly wasShown: boolean;
}

/** Why nothing of a source stands in the report, as half a sentence. */
export function whyUnquoted({ passages }: GatheredSource, { engine, language, wasTaken, wasShown }: Making): string {
  if (wasTaken) return 'what was taken from it was left out for the length of the report';
  if (!wasShown) return 'not shown to the model: its context is too small';
  switch (engine) {
    case 'model':
      return 'the model cites nothing of it';
    case 'extractive': {
      const words = passages.reduce((sum, { text }) => sum + quotableWords(text, language), 0);
      return words < LEAST_WORDS
        ? `too little on the objective can be quoted of it: fewer than ${LEAST_WORDS} words in whole sentences`
        : 'other sources say more on the objective';
    }
    default:
      return assertNever(engine);
  }
}
