import { isStopWord } from '../web/terms.ts';

/** Shorter is a label, longer is no sentence that anybody would quote. */
const MIN_WORDS = 4;
const MAX_LENGTH = 450;

const ENDS = /[.!?。！？؟।۔։።](?:["'”’»)\]」』]|\s)*$/u;

/** Scripts that end a sentence with a space, if at all. */
const ENDS_WITHOUT_MARK = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u;

/** Scripts in which eight characters are some four words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/gu;

/** What a program is made of and prose is not; `(` and `.` stand in both. */
const CODE_SIGN = /[{}<>=;\\|$`@#*^~_]|\(\)|::|->|\/\/|&&/g;
const CODE_START =
  /^(?:>>>|\.\.\.|\$ |# |\/\/|\/\*|<\/?[a-z]|(?:import|from|const|let|var|def|class|return|function|SELECT|INSERT|sudo|npm|git) \S+ ?[=({;'"])/;
const MOST_CODE = 0.06;

/** What sites say to their visitors, not about their subject. */
const FURNITURE =
  /^(?:next|prev(?:ious)?|up|home|back to|skip to|jump to|go to|table of contents|contents|on this page|in this (?:article|page)|edit (?:this|on)|last (?:updated|modified)|copyright|©|all rights reserved|click|tap|sign (?:in|up)|log ?in|subscribe|share (?:this|on)|follow us|cookies?|we use cookies|by (?:using|continuing)|accept|was this|did you find|found a bug|report (?:a|this)|created (?:using|with)|powered by|licensed under|this (?:page|document|work) (?:was|is (?:licensed|available))|please (?:enable|sign|log|report|contact)|enable javascript|loading|advertisement|thank you|thanks)\b/i;
const FURNITURE_ANYWHERE = /\b(?:all rights reserved|enable javascript|cookie (?:policy|settings)|privacy policy)\b/i;

/** What points at something that a quotation leaves behind. */
const POINTS_AWAY =
  /\b(?:following (?:\w+ )?(?:examples?|code|tables?|lists?|commands?|snippets?|figures?|outputs?|(?:sub)?sections?|lines?|steps?)|the (?:table|figure|diagram|listing|example|code|screenshot)s? (?:also )?(?:shows?|looks?|illustrates?)|examples? (?:above|below)|(?:above|below|preceding|previous|next|last|first|second) (?:examples?|code|figures?|tables?|sections?|snippets?|chapters?|paragraphs?)|(?:shown|listed|given|described|defined|mentioned|discussed|as|see|explained) (?:above|below|here|earlier|later)|as follows|see also|the following|in this (?:section|chapter|tutorial|example|case)|(?:table|figure) \d)\b|^here(?:[’']s| is| are)\b/i;

/** How a sentence begins that is about the one before it. */
const LEANS_BACK =
  /^(?:this|these|those|that|it|its|they|their|them|he|she|his|her|such|however|but|and|or|so|thus|hence|therefore|then|also|otherwise|instead|moreover|furthermore|in addition|additionally|for (?:example|instance)|e\.g|i\.e|similarly|likewise|consequently|as a result|in (?:this|that|these|such|either|both|other|contrast|particular|fact|turn)|by contrast|on the other hand|nevertheless|nonetheless|finally|lastly|second(?:ly)?|third(?:ly)?|next|after (?:that|this)|afterwards|here|both|neither|another|others?|again|even so|still|yet|if (?:so|not)|as (?:such|above|before)|unlike (?:this|that|these)|the (?:former|latter|same|above|second|third|other|rest|result|default is)|since (?:this|that|it)|because of (?:this|that)|when (?:this|it)|to (?:do|avoid) (?:this|so|that)|dies(?:e[rsmn]?)?|jedoch|aber|daher|außerdem|deshalb|dann|sie|er|es|cela|ceci|ces|cette|mais|donc|ainsi|elle|il|ils|esto|estos?|pero|además|por lo tanto)\b/i;

/** What is true but says little by itself. */
const SAYS_LITTLE =
  /^(?:see|refer to|note that|note:|for (?:more|further|details|a (?:full|complete))|more (?:information|details)|new in|changed in|deprecated|added in|availability|source code|there are (?:several|many|some|two|three)|let[’']?s|you (?:may|might) want|we (?:will|shall|[’']ll)|i |if you (?:want|need|have any))/i;

/**
 * Whether a sentence can be quoted by itself: at least four words, whole (it begins and ends as one), and neither code
 * nor what a site says to its visitors. `isFirst` says that it begins its block, where a name may stand in small letters.
 */
export function isQuotable(sentence: string, isFirst: boolean): boolean {
  if (sentence.length > MAX_LENGTH || wordCount(sentence) < MIN_WORDS) return false;
  if (!ENDS.test(sentence) && !ENDS_WITHOUT_MARK.test(sentence)) return false;
  if (/(?:\.\.\.|:\.)$/.test(sentence) || !/^["'“‘«([¿¡「『]?[\p{L}\p{N}]/u.test(sentence)) return false;
  if (/^["'“‘«(]?\p{Ll}/u.test(sentence) && !(isFirst && beginsWithName(sentence))) return false;
  return isBalanced(sentence) && !isCode(sentence) && !FURNITURE.test(sentence) && !FURNITURE_ANYWHERE.test(sentence);
}

/** Whether a sentence is about the one before it and must not stand without it. */
export function leansBack(sentence: string): boolean {
  return LEANS_BACK.test(sentence);
}

/** How well a quotable sentence stands by itself, 0 to 1. */
export function standing(sentence: string, isItem: boolean): number {
  const points = POINTS_AWAY.test(sentence) ? 0.35 : 1;
  const little = SAYS_LITTLE.test(sentence) ? 0.2 : 1;
  const asks = /[?？؟]["'”’»)]*$/u.test(sentence) ? 0.4 : 1;
  // "To save memory." is an entry of a list and no sentence.
  const purpose = isItem && /^to \p{Ll}[^,]*$/iu.test(sentence) ? 0.2 : 1;
  const letters = (sentence.match(/\p{L}/gu)?.length ?? 0) / sentence.length;
  const long = sentence.length > 260 ? 0.8 : 1;
  const short = sentence.length < 45 ? 0.75 : 1;
  return purpose * points * little * asks * long * short * Math.min(1, 0.3 + letters);
}

/** How many words a text has, about: four characters of a script without spaces count as two. */
export function wordCount(text: string): number {
  const spaced = text.split(/\s+/).filter((word) => /\p{L}/u.test(word.replace(UNSPACED, ''))).length;
  return spaced + Math.floor((text.match(UNSPACED)?.length ?? 0) / 2);
}

/** A name may stand in small letters at the beginning of a sentence; "except that" goes on with what code broke off. */
function beginsWithName(sentence: string): boolean {
  const [first] = /^[\p{L}\p{N}]+/u.exec(sentence) ?? [''];
  return !isStopWord(first) && !/^(?:except|is|since|although|whereas|unless|whose|via|per)$/.test(first);
}

function isCode(sentence: string): boolean {
  const signs = sentence.match(CODE_SIGN)?.length ?? 0;
  return CODE_START.test(sentence) || signs > Math.max(3, sentence.length * MOST_CODE);
}

function isBalanced(sentence: string): boolean {
  let open = 0;
  for (const character of sentence) {
    if (character === '(' || character === '[') open += 1;
    if (character === ')' || character === ']') open -= 1;
    if (open < 0) return false;
  }
  return (
    open === 0 && (sentence.match(/[“”]/g)?.length ?? 0) % 2 === 0 && (sentence.match(/"/g)?.length ?? 0) % 2 === 0
  );
}
