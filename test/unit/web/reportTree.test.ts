import { expect, test } from 'vitest';
import { nameParts, type ReportNode, reportHref } from '../../../web/src/results/reportTree.ts';

const text = (value: string): ReportNode => ({ type: 'text', value });
const element = (tagName: string, ...children: ReportNode[]): ReportNode => ({ type: 'element', tagName, children });

test('headings get the ids that GitHub gives them, each its own', () => {
  const headings = [
    element('h2', text('What is new?')),
    element('h3', text('The '), element('code', text('--flag')), text(' option')),
    element('h2', text('What is new?')),
    element('h2', text('Größe & Maß')),
    element('h2', text('***')),
    { ...element('h2', text('Footnotes')), properties: { id: 'footnote-label' } },
  ];
  nameParts()({ type: 'root', children: headings });
  expect(headings.map(({ properties }) => properties?.id)).toEqual([
    'report-what-is-new',
    'report-the---flag-option',
    'report-what-is-new-1',
    'report-größe--maß',
    'report-part',
    'report-footnotes',
  ]);
});

test('tables are named by their columns', () => {
  const table = element('table', element('tr', element('th', text('Name')), element('th', text('Cost'))));
  const bare = element('table', element('tr', element('td', text('1'))));
  nameParts()({ type: 'root', children: [table, bare] });
  expect([table, bare].map(({ properties }) => properties?.title)).toEqual(['Table 1: Name, Cost', 'Table 2']);
});

test.each([
  ['https://python.org/a', 'https://python.org/a'],
  ['HTTP://python.org', 'HTTP://python.org'],
  ['mailto:anna@example.org', 'mailto:anna@example.org'],
  ['#what-is-new', '#report-what-is-new'],
  ['#Gr%C3%B6%C3%9Fe', '#report-größe'],
  ['#user-content-fn-1', '#user-content-fn-1'],
  ['#', undefined],
  ['', undefined],
  ['javascript:alert(1)', undefined],
  ['/settings', undefined],
  ['//python.org', undefined],
  ['data:text/html,x', undefined],
  ['https://', undefined],
  ['tel:112', undefined],
])('%j leads to %j', (href, leads) => {
  expect(reportHref(href)).toBe(leads);
});
