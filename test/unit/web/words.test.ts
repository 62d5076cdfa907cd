import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, test } from 'vitest';
import { parseAst } from 'vitest/node';

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
