import { expect, test } from 'vitest';
import type { MissionResult } from '../../../functions/src/schema/result.ts';
import { bodyOf, documentOf, fileNameOf, jsonOf } from '../../../web/src/results/resultDocument.ts';

const result: MissionResult = {
  mission_id: 'k4w9m2h7c8x3q6t5b2n7',
  owner: 'anna',
  attempt: 1,
  created_at: '2026-11-21T10:00:21.480Z',
  summary: 'Found 2 results.',
  markdown: '',
  items: [
    { title: 'Tutorial [1]', url: 'https://python.org/a?b=1&c=2', snippet: '# No *heading*', score: 0.913 },
    { title: '', url: 'javascript:alert(1)', snippet: '', score: 0.2 },
  ],
  pages_read: 3,
  missed: [{ url: 'https://python.org/gone', reason: '404' }],
  missed_count: 4,
};

test('a result without a document of its own becomes one', () => {
  expect(documentOf(result, 'Find *Python*\ntutorials')).toBe(`# Find \\*Python\\* tutorials

Found 2 results.

## Findings

1. [Tutorial \\[1\\]](<https://python.org/a?b=1\\&c=2>), 91 % match

   \\# No \\*heading\\*

2. javascript:alert(1), 20 % match

## Not read

- https://python.org/gone: 404
- and 3 more
`);
});

test('nothing found and nothing missed leaves no empty headings', () => {
  const empty = { ...result, items: [], missed: [], missed_count: 0 };
  expect(documentOf(empty, 'Find it')).toBe('# Find it\n\nFound 2 results.\n');
});

test('its own document goes along as it is', () => {
  expect(documentOf({ ...result, markdown: '# Mine\n' }, 'Find it')).toBe('# Mine\n');
});

test('as JSON it is what the API answers: without its owner, and whether it is whole', () => {
  expect(JSON.parse(jsonOf(result, false))).toEqual({ ...result, owner: undefined, is_partial: false });
});

const made = { mission_id: 'nightly_run-7f3k9q', created_at: '2026-11-21T12:00:00.000Z' } as const;

test.each([
  ['Find Python tutorials?', 'find-python-tutorials'],
  ['Où est Köln / Straße', 'ou-est-koln-straße'],
  ['日本語の文書', '日本語の文書'],
  ['../../etc/passwd', 'etc-passwd'],
  ['?!', 'result'],
  ['x'.repeat(200), 'x'.repeat(60)],
  ['한국어 문서', '한국어-문서'],
  ['𝒜'.repeat(100), 'a'.repeat(60)],
  ['𠀀'.repeat(100), '𠀀'.repeat(60)],
  // A name that Windows keeps for a device is none with what follows it.
  ['Aux', 'aux'],
])('%j is saved as %j, with its day and its mission', (title, name) => {
  expect(fileNameOf(title, made, 'md')).toBe(`${name}-2026-11-21-7f3k9q.md`);
});

test('two runs of one objective on one day have a name each', () => {
  const names = ['abcdefghijk', 'abcdefghijm'].map((id) => fileNameOf('A b', { ...made, mission_id: id }, 'md'));
  expect(names).toEqual(['a-b-2026-11-21-fghijk.md', 'a-b-2026-11-21-fghijm.md']);
});

test('each kind of file has its ending', () => {
  expect((['md', 'html', 'json'] as const).map((ending) => fileNameOf('A b', made, ending))).toEqual([
    ...['a-b-2026-11-21-7f3k9q.md', 'a-b-2026-11-21-7f3k9q.html', 'a-b-2026-11-21-7f3k9q.json'],
  ]);
});

test('the page does not say its title and summary twice', () => {
  const markdown = '# Find \\*Python\\* tutorials\n\nFound 2 results\\.\n\n1. One\n\n2. Two';
  expect(bodyOf(markdown, 'Find *Python* tutorials', 'Found 2 results.')).toBe('1. One\n\n2. Two');
  expect(bodyOf(markdown, 'Find *Python* tutorials', 'Another.')).toBe('Found 2 results\\.\n\n1. One\n\n2. Two');
  expect(bodyOf(markdown, 'Another', 'Found 2 results.')).toBe(markdown);
  expect(bodyOf('', 'Another', '')).toBe('');
});
