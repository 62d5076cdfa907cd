import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, test } from 'vitest';
import { parseAst } from 'vitest/node';
import { curlyQuotes } from '../../../web/src/curlyQuotes.ts';

const SOURCE = join(import.meta.dirname, '../../../web/src');

/** Props whose values are for the browser, or choose one of several looks or ways. No user reads them. */
const NO_WORDS = new Set([
  ...['as', 'className', 'closedby', 'command', 'dir', 'field', 'href', 'htmlFor', 'id', 'key', 'lang', 'list', 'mark'],
  ...[
    'look',
    'method',
    'mode',
    'name',
    'path',
    'place',
    'popover',
    'popoverTarget',
    'popoverTargetAction',
    'rel',
    'role',
  ],
  ...['scope', 'side', 'size', 'src', 'target', 'tone', 'type', 'value', 'controls', 'labelledBy', 'describedBy'],
  ...['autoCapitalize', 'autoComplete', 'autoCorrect', 'enterKeyHint', 'inputMode', 'fill', 'stroke', 'viewBox', 'd'],
  ...['aria-atomic', 'aria-autocomplete', 'aria-busy', 'aria-controls', 'aria-current', 'aria-describedby'],
  ...['aria-haspopup', 'aria-keyshortcuts', 'aria-labelledby', 'aria-live', 'aria-orientation', 'aria-sort'],
]);

interface Node {
  readonly type: string;
  readonly [part: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

const LETTER = /\p{L}/u;

/** Each prop of the markup that says something in words of its own, and each such text between tags. */
function wordsIn(tsx: string): string[] {
  const found: string[] = [];
  visit(parseAst(tsx, { lang: 'tsx' }), found);
  return found;
}

function visit(value: unknown, found: string[]): void {
  if (Array.isArray(value)) return value.forEach((one) => visit(one, found));
  if (!isNode(value)) return;
  if (value.type === 'JSXAttribute') {
    const name = isNode(value.name) ? String(value.name.name) : '';
    if (!NO_WORDS.has(name) && !name.startsWith('data-')) {
      found.push(...literals(value.value).map((text) => `${name}: ${text}`));
    }
  }
  if (value.type === 'JSXElement' || value.type === 'JSXFragment') found.push(...literals(value.children));
  for (const part of Object.values(value)) visit(part, found);
}

/** The texts with letters that an expression may come to: not what is compared, and not what is handed to a call. */
function literals(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(literals);
  if (!isNode(value)) return [];
  switch (value.type) {
    case 'JSXExpressionContainer':
      return literals(value.expression);
    case 'ConditionalExpression':
      return literals([value.consequent, value.alternate]);
    case 'LogicalExpression':
      return literals([value.left, value.right]);
    case 'BinaryExpression':
      return value.operator === '+' ? literals([value.left, value.right]) : [];
    case 'TemplateLiteral':
      return [value.quasis, value.expressions].flatMap(literals);
    case 'TemplateElement':
      return texts(isCooked(value.value) ? value.value.cooked : null);
    case 'Literal':
    case 'JSXText':
      return texts(value.value);
    default:
      return [];
  }
}

function isCooked(value: unknown): value is { readonly cooked: unknown } {
  return typeof value === 'object' && value !== null && 'cooked' in value;
}

function texts(value: unknown): string[] {
  return typeof value === 'string' && LETTER.test(value) ? [value.trim()] : [];
}

const VALUE = '\uFFFC';
/** A word with a capital, or one beside another or beside a value. */
const SAYS = new RegExp(
  `^\\p{Lu}\\p{Ll}{2,}[.:…]?$|\\p{L}{2,}[,.:;…]? [\\p{L}“(${VALUE}]|${VALUE}[,.:;…]? \\p{L}{2,}`,
  'u',
);
/** Class names of the styles: none begins with a capital, and one of them has a mark within. */
const STYLES = /^[^\p{Lu}]*\S[-:[/]\S\P{Lu}*(?<!\.)$/u;

/** Texts of the code that look like words and are none: names of the browser's, commands, marks to know things by. */
const NO_SENTENCES: Readonly<Record<string, readonly string[]>> = {
  'missions/apiCommands.ts': [
    'curl -X POST …/missions/create……',
    'curl -X POST …/missions/…/signal……',
    'curl -X POST …/missions/…/steps/………',
    '-H "Authorization: Bearer ${…:?…}"',
    '-H "content-type: application/json" -d \'…\'',
  ],
  'missions/events/LogLines.tsx': ['auto …px'],
  'missions/form/TemplateField.tsx': ['like …'],
  'missions/form/quickKeys.ts': ['Ctrl Enter'],
  'notify/notices.ts': ['Notification'],
  'notify/notifier.ts': ['notifier …', 'on screen …'],
  'settings/keys/keyCommand.ts': ['export …=…', 'curl …/missions -H "Authorization: Bearer $…"'],
  'ui/announcer.ts': ['alert …'],
  'ui/keys.ts': ['button, summary, input, [role=button], [role=tab], [role=option]'],
};

/** Names of keys, of the browser's and on their caps. */
const KEY_NAMES = new Set(['Backspace', 'Ctrl', 'Enter', 'Esc', 'Escape', 'Key', 'Process', 'Space', 'Tab']);

/** Each text of the code, markup apart, that reads like a sentence or a part of one; its values as "…". */
function sentencesIn(source: string, lang: 'ts' | 'tsx'): string[] {
  const found: string[] = [];
  visitCode(parseAst(source, { lang }), found);
  return found;
}

function visitCode(value: unknown, found: string[]): void {
  if (Array.isArray(value)) return value.forEach((one) => visitCode(one, found));
  if (!isNode(value) || isForDevelopers(value)) return;
  const text = textOf(value);
  if (text !== null && SAYS.test(text) && !STYLES.test(text) && !KEY_NAMES.has(text))
    found.push(text.replaceAll(VALUE, '…').trim());
  for (const part of Object.values(value)) visitCode(part, found);
}

/** Types, the message of an error that is nobody's to read but ours, what things are found by, and such props. */
function isForDevelopers(node: Node): boolean {
  if (node.type === 'NewExpression') return isNode(node.callee) && String(node.callee.name).endsWith('Error');
  if (node.type === 'Property') return isNode(node.key) && ['id', 'key', 'tag'].includes(String(node.key.name));
  if (node.type === 'JSXAttribute') return isNode(node.name) && NO_WORDS.has(String(node.name.name));
  return node.type === 'TSLiteralType' || node.type === 'ImportDeclaration';
}

function textOf(node: Node): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return null;
  return node.quasis.map((part) => (isCooked(part.value) ? String(part.value.cooked) : '')).join(VALUE);
}

test.each([
  ['a sentence', "const text = 'No step is finished yet.';", ['No step is finished yet.']],
  ['one with a value in it', 'const text = `Starts at ${when}`;', ['Starts at …']],
  ['a part of one', "const text = isOver ? 'from the beginning' : null;", ['from the beginning']],
  ['a value and its word', 'const text = `${range} left`;', ['… left']],
  ['one between class names', "<p className='text-sm text-muted'>{say('It is late')}</p>;", ['It is late']],
  [
    'what no user reads',
    "throw new TypeError('There is no root'); const look = 'border border-line'; const turn = { key: `${id} done` };",
    [],
  ],
])('%s is found in code', (_, source, found) => {
  expect(sentencesIn(source, 'tsx')).toEqual(found);
});

it('is in web/src/words that each sentence of the code stands', async () => {
  const files = (await readdir(SOURCE, { recursive: true })).filter(
    (file) => /\.tsx?$/.test(file) && !file.startsWith('words/'),
  );
  expect(files.length).toBeGreaterThan(200);
  const found = await Promise.all(
    files.map(async (file) => {
      const sentences = sentencesIn(await readFile(join(SOURCE, file), 'utf8'), file.endsWith('x') ? 'tsx' : 'ts');
      return sentences.filter((text) => !NO_SENTENCES[file]?.includes(text)).map((text) => `${file}: ${text}`);
    }),
  );
  expect(found.flat()).toEqual([]);
});

test.each([
  ['a prop', '<Button label="Close" />', ['label: Close']],
  ['one that is chosen', "<Button title={isOpen ? 'Close' : OPEN} />", ['title: Close']],
  ['one with a value in it', '<img alt={`Step ${number}`} />', ['alt: Step']],
  ['one of an element that is a prop', '<Notice actions={<Button aria-label="Reload" />} />', ['aria-label: Reload']],
  ['text between tags', '<p>One moment</p>', ['One moment']],
  ['text that is chosen', "<p>{isBusy ? 'Saving…' : null}</p>", ['Saving…']],
  [
    'what no user reads',
    "<p className={look === 'small' ? 'text-sm' : ''} data-step='x' aria-label={LABEL}>{' · '}</p>",
    [],
  ],
])('%s is found where it has words of its own', (_, tsx, found) => {
  expect(wordsIn(`const shown = ${tsx};`)).toEqual(found);
});

it('is in web/src/words that each word of the markup stands', async () => {
  const files = (await readdir(SOURCE, { recursive: true })).filter((file) => file.endsWith('.tsx'));
  expect(files.length).toBeGreaterThan(100);
  const found = await Promise.all(
    files.map(async (file) => wordsIn(await readFile(join(SOURCE, file), 'utf8')).map((words) => `${file}: ${words}`)),
  );
  expect(found.flat()).toEqual([]);
});

/** The texts of a chapter of words, whatever they are part of. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isNode(value)) return [];
  if (value.type === 'TemplateElement') return texts(isCooked(value.value) ? value.value.cooked : null);
  return value.type === 'Literal' ? texts(value.value) : Object.values(value).flatMap(textsIn);
}

it('has curly quotes and apostrophes in each chapter of words, which users read beside each other', async () => {
  const folder = join(SOURCE, 'words');
  const chapters = await readdir(folder);
  const straight = await Promise.all(
    chapters.map(async (file) => textsIn(parseAst(await readFile(join(folder, file), 'utf8'), { lang: 'ts' }))),
  );
  expect(straight.flat().length).toBeGreaterThan(1_000);
  expect(straight.flat().filter((text) => /["']/.test(text))).toEqual([]);
  expect(
    textsIn(parseAst('const W = { a: "it\'s", b: (n) => `${n} "x"` };')).filter((text) => /["']/.test(text)),
  ).toEqual(["it's", '"x"']);
});

test.each([
  ['must be a domain such as "python.org"', 'must be a domain such as “python.org”'],
  ["it can't be", 'it can’t be'],
  ['PATCH it with {"is_enabled": true}', 'PATCH it with {"is_enabled": true}'],
])('the server’s %j is shown as %j', (said, shown) => {
  expect(curlyQuotes(said)).toBe(shown);
});
