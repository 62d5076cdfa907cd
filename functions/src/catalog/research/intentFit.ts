import type { Intent } from '../web/intents.ts';

/** What pages that serve an intent call themselves, in a title, a heading or an address. */
const SIGNS: Record<Intent, RegExp | null> = {
  how_to:
    /\b(?:how[- ]?tos?|tutorials?|guides?|getting[- ]started|quick[- ]?start|walk-?through|examples?|using|\w{3,}ing|introduction|basics|cookbook|recipes?|faq)\b/i,
  reference:
    /\b(?:reference|api|documentation|manual|spec(?:ification)?|syntax|commands?|functions?|options|parameters|library|module)\b/i,
  comparison: /\b(?:vs\.?|versus|compar\w+|differences?|alternatives?|choosing|migrat\w+|trade-?offs?|which)\b/i,
  definition:
    /\b(?:glossary|definitions?|concepts?|introduction|overview|what (?:is|are)|about|terminology|model|basics)\b/i,
  troubleshooting:
    /\b(?:troubleshoot\w*|errors?|faq|debug\w*|fix\w*|problems?|issues?|recover\w*|undo\w*|exceptions?|failures?|handling|common)\b/i,
  news: /\b(?:news|what[’']?s new|change ?logs?|release(?: notes)?|blog|announce\w*|updates?)\b/i,
  // A page about a subject comes in every form.
  discovery: null,
};

/** Where those signs are looked for. */
export interface FitFacts {
  readonly title: string;
  readonly headings: string;
  readonly path: string;
  readonly hasCode: boolean;
}

/** How well a page's form serves an intent, 0 to 1: signs in the title count most, in the headings least. */
export function intentFit(intent: Intent, { title, headings, path, hasCode }: FitFacts): number {
  const signs = SIGNS[intent];
  if (signs === null) return 0.5;
  const inTitle = signs.test(title) ? 0.5 : 0;
  const inPath = signs.test(path.replace(/[-_/.]+/g, ' ')) ? 0.2 : 0;
  const inHeadings = signs.test(headings) ? 0.15 : 0;
  const isPractical = intent === 'how_to' || intent === 'reference' || intent === 'troubleshooting';
  return inTitle + inPath + inHeadings + (isPractical && hasCode ? 0.15 : 0);
}
