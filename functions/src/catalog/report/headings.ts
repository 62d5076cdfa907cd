/** Between a heading and the term that is defined under it: `Basic Usage › json.dump`. */
const PATH_MARK = ' › ';

/** Headings that say what part of a page it is and not what it is about. */
const SAYS_NOTHING =
  /^(?:(?:(?:basic|simple|general|common|advanced|additional|quick|module|class) )?(?:usage|use|examples?|information|contents|functions?|methods?|concepts?|start|definitions?|interfaces?)|introduction|intro|overview|about|summary|abstract|description|synopsis|usage|notes?|remarks?|examples?|details?|general|basics?|background|getting started|contents?|features?|options?|arguments?|parameters?|returns?|api|reference|documentation|docs|readme|help|faq|more|other|misc(?:ellaneous)?|advanced|why|what|how|see also|conclusion|results?|discussion|history|table of contents|main|home|welcome|caveats?|warnings?|important|tips?|support|install(?:ation)?|license|contributing|credits?|authors?)[.:!?]*$/i;

/** Headings under which nothing of the subject stands. */
const FURNITURE =
  /^(?:table of contents|see also|further reading|references|external links|related (?:pages|articles|links|topics)|licen[cs]e|copyright|contribut(?:ing|ors)|credits?|authors?|acknowledge?ments?|sponsors?|backers|people|community|change ?log|release notes|navigation|share|comments?|footnotes|bibliography|index|badges?|(?:security )?contact info(?:rmation)?|code of conduct|footnotes?)[.:]*$/i;

/** How a term is named under its heading. */
export function termPath(heading: string, term: string): string {
  return heading === '' ? term : `${heading}${PATH_MARK}${term}`;
}

/** The heading itself, and the term under it, if any. */
export function headingParts(path: string): { heading: string; term: string | null } {
  const at = path.indexOf(PATH_MARK);
  if (at === -1) return { heading: tidyHeading(path), term: null };
  return { heading: tidyHeading(path.slice(0, at)), term: nameOf(path.slice(at + PATH_MARK.length)) };
}

/** Whether what stands under a heading is about something else than the page. */
export function isFurniture(heading: string): boolean {
  return FURNITURE.test(tidyHeading(heading));
}

/** Whether a heading says what it is about. */
export function isTelling(heading: string): boolean {
  return heading !== '' && !SAYS_NOTHING.test(heading);
}

/** A heading or a title without the number and the signs that generators put round it. */
export function tidyHeading(heading: string): string {
  return (
    heading
      .replace(/^(?:(?:chapter|part|section|appendix)\s+)?(?:\d+|[A-Z])(?:\.\d+)*[.):]?\s+(?=\S)/i, (number) =>
        /^[A-Za-z]\s/.test(number) ? number : '',
      )
      .replace(/\s*[¶#§:]+$/, '')
      // A function is named without what it takes.
      .replace(/^(?:class:?\s+|new\s+)?([\p{L}\p{N}_.$@/]+)\(.*\)\s*(?:(?:[=-]>|→|:).*)?$/su, '$1()')
      .replace(/^(?:class|function|method|interface):\s+/i, '')
      .trim()
  );
}

/** The name of what is defined: `json.dump` of `json.dump(obj, fp, *, skipkeys=False)`. */
function nameOf(term: string): string {
  const name = term.replace(/\s*[([].*$/s, '');
  // What stands before the name says what it is: "class", "async", "awaitable".
  return tidyHeading(name === term ? name : (name.split(' ').at(-1) ?? name)) || tidyHeading(term);
}
