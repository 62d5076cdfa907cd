/** Joiners that nobody sees alone but that a word of these scripts, or a picture made of two, is spelled with. */
const SPELLED_WITH_JOINERS =
  '\\p{Script=Arabic}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Extended_Pictographic}\\ufe0f';

/**
 * What a reader never sees: controls, marks of direction, zero-width characters, soft hyphens, tags and the like
 * (Unicode's Default_Ignorable_Code_Point). Text can be hidden in them, and what has them in it isn't found again.
 */
const UNSEEN = new RegExp(
  `(?<![${SPELLED_WITH_JOINERS}])[\\u200c\\u200d]|(?<!\\p{Extended_Pictographic})\\ufe0f|(?![\\u200c\\u200d\\ufe0f])\\p{Default_Ignorable_Code_Point}|(?!\\n)\\p{Cc}|[\\ufff9-\\ufffb]`,
  'gu',
);

/** The text of somebody else without what can't be seen. Line feeds stay; other white space becomes single spaces. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(UNSEEN, '')
    .replace(/ {2,}/g, ' ');
}

/** The same on a single line, as a title is. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}
