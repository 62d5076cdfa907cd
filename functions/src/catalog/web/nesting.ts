/**
 * Well-formed pages stay under 100, careless ones with large tables reach some hundreds. Deeper nesting makes parsers
 * slow, which is the only reason to write it; at this depth the worst 2 MB that we could think of take two seconds.
 */
const MAX_DEPTH = 1_500;

/** End tags that end nothing make the parser look through all open elements; together that may be this many looks. */
const MAX_LOOKS = 20_000_000;

const VOID = words(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr',
);

/** Which open elements a tag ends when they are the innermost, as htmlparser2 has it. */
const ENDS = new Map<string, ReadonlySet<string>>([
  ['tr', words('tr th td')],
  ['th', words('th')],
  ['td', words('thead th td')],
  ['li', words('li')],
  ['option', words('option')],
  ['optgroup', words('optgroup option')],
  ['dd', words('dd dt')],
  ['dt', words('dd dt')],
  ['tbody', words('thead tbody')],
  ['tfoot', words('thead tbody')],
  ...[
    ...words(
      'p h1 h2 h3 h4 h5 h6 address article aside blockquote details div dl fieldset figcaption figure footer form',
    ),
    ...words('header hr main nav ol pre section table ul'),
  ].map((name): [string, ReadonlySet<string>] => [name, words('p')]),
]);

/**
 * Whether HTML is nested deeper than any page that is meant to be read. It goes through the tags as the parser would,
 * but builds nothing and stops at the limit, so that its own time is linear.
 */
export function isNestedTooDeeply(html: string): boolean {
  const tag = /<(\/?)([a-z][a-z0-9:-]{0,30})([^<>]*)/gi;
  const stack: string[] = [];
  let looks = 0;
  for (let match = tag.exec(html); match !== null; match = tag.exec(html)) {
    const [, slash, spelled = '', rest = ''] = match;
    const name = spelled.toLowerCase();
    if (slash === '/') {
      const opened = stack.lastIndexOf(name);
      if (opened !== -1) stack.length = opened;
      else looks += stack.length;
      if (looks > MAX_LOOKS) return true;
      continue;
    }
    while (ENDS.get(name)?.has(stack.at(-1) ?? '')) stack.pop();
    if (VOID.has(name) || (rest.endsWith('/') && isForeign(stack))) continue;
    stack.push(name);
    if (stack.length > MAX_DEPTH) return true;
    if (name === 'script' || name === 'style') {
      // What looks like a tag in there is text.
      const end = html.indexOf(`</${name}`, tag.lastIndex);
      if (end === -1) return false;
      tag.lastIndex = end;
    }
  }
  return false;
}

/** SVG and MathML are XML: there `<path/>` is closed. */
function isForeign(stack: readonly string[]): boolean {
  return stack.includes('svg') || stack.includes('math');
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
