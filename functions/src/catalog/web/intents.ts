import * as z from 'zod';

/** What an objective can ask for. */
export const intent = z.enum([
  'how_to',
  'reference',
  'comparison',
  'definition',
  'troubleshooting',
  'news',
  'discovery',
]);
export type Intent = z.infer<typeof intent>;

/** How the intents are named to people. */
export const INTENT_NAMES: Record<Intent, string> = {
  how_to: 'instructions',
  reference: 'reference material',
  comparison: 'a comparison',
  definition: 'an explanation',
  troubleshooting: 'the solution to a problem',
  news: 'news',
  discovery: 'pages on a subject',
};

/** Words that lead to an intent, and how strongly: 3 says it outright, 2 suggests it, 1 fits it. */
export interface Cue {
  readonly intent: Intent;
  readonly words: RegExp;
  readonly weight: 1 | 2 | 3;
}

function cue(intent: Intent, weight: Cue['weight'], words: string): Cue {
  return { intent, weight, words: new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'giu') };
}

/** English, as the objectives that we know are; an objective without any of these is a discovery of low confidence. */
export const CUES: readonly Cue[] = [
  cue(
    'how_to',
    3,
    'how (?:do|can|should|would) (?:i|we|you|one)|how to|step[ -]by[ -]step|walk ?through|tutorials?|how-?tos?',
  ),
  cue('how_to', 2, 'getting started|get started|guides?|learn(?:ing)?|introduction to|beginners?|quick ?start|teach'),
  cue(
    'how_to',
    1,
    'install(?:ing)?|set ?up|setting up|configur(?:e|ing)|create|creating|build(?:ing)?|examples?|writing|use|using',
  ),
  cue('reference', 3, 'reference|specifications?|syntax|man ?pages?|api docs?|signatures?'),
  cue('reference', 2, 'apis?|parameters?|options?|arguments?|manual|documentation|docs|flags|return values?'),
  cue('reference', 1, 'functions?|methods?|class(?:es)?|modules?|commands?|settings?'),
  cue(
    'comparison',
    3,
    'vs\\.?|versus|compar(?:e|es|ed|ing|ison|isons)|differences? between|pros and cons|differ from|trade-?offs?',
  ),
  cue(
    'comparison',
    2,
    'differences?|better than|alternatives? to|instead of|which (?:one )?is (?:better|faster)|or should i',
  ),
  cue('definition', 3, 'what (?:is|are) (?:a|an|the meaning)|definitions?|define|meaning of|what does .{1,60} mean'),
  cue('definition', 2, 'what (?:is|are)|explain|explanation|concepts?|glossary|terminology'),
  cue('definition', 1, 'overview|introduction|background|theory|understand'),
  cue(
    'troubleshooting',
    3,
    "not working|doesn'?t work|does not work|troubleshoot(?:ing)?|fix(?:ing)?|traceback|won'?t \\w+",
  ),
  cue(
    'troubleshooting',
    2,
    'errors?|fail(?:s|ed|ing|ure|ures)?|crash(?:es|ed|ing)?|broken|debug(?:ging)?|bugs?|exceptions?|solve',
  ),
  cue('troubleshooting', 1, 'problems?|issues?|recover|undo|resolve|slow|wrong|why (?:does|is|do)|lost'),
  cue('news', 3, "news|what'?s new|what is new|new in|change ?logs?|release notes|announce(?:d|ments?)"),
  cue('news', 2, 'latest|recent(?:ly)?|releases?|updates?|this (?:week|month|year)|upcoming'),
  cue('news', 1, 'new|changes|20[2-9]\\d|versions?'),
  cue('discovery', 2, 'list|lists? of|all|every|find(?: me)?|show me|which|best|top|resources?|collect'),
  cue('discovery', 1, 'some|about|pages?|search|articles?|examples? of|where'),
];
