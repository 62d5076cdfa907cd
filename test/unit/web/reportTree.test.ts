import { expect, test } from 'vitest';
import {
  groupParts,
  nameParts,
  OWN_IDS,
  type ReportNode,
  reportHref,
  SECOND_IDS,
  textOf,
} from '../../../web/src/results/reportTree.ts';

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

test('of two reports on one page each has ids and links of its own', () => {
  const heading = element('h2', text('What is new?'));
  const table = element('table');
  nameParts(SECOND_IDS)({ type: 'root', children: [heading, table] });
  expect(table.properties?.title).toBe('Table 1 (in the second)');
  expect(heading.properties?.['id']).toBe('second-report-what-is-new');
  expect(reportHref('#what-is-new', SECOND_IDS)).toBe('#second-report-what-is-new');
  expect(reportHref('#second-user-content-fn-1', SECOND_IDS)).toBe('#second-user-content-fn-1');
  // To the other one's notes a report can't lead.
  expect(reportHref('#user-content-fn-1', SECOND_IDS)).toBe('#second-report-user-content-fn-1');
});

test('each main heading begins a part, the notes are one, and what stands before them has no name', () => {
  const notes = element('section', element('h2', text('Footnotes')), element('ol'));
  const root: ReportNode = {
    type: 'root',
    children: [
      ...[text('\n'), element('p', text('Before'))],
      ...[element('h1', text('One')), text('\n'), element('p', text('First')), element('h3', text('Below'))],
      ...[element('h2', text('One')), element('p', text('Second'))],
      notes,
    ],
  };
  nameParts(OWN_IDS)(root);
  groupParts(OWN_IDS)(root);
  expect(root.children?.map((part) => [part.tagName, part.properties?.['dataPart'], textOf(part)])).toEqual([
    ['section', '', 'Before'],
    ['section', 'one', 'One\nFirstBelow'],
    ['section', 'one-1', 'OneSecond'],
    ['section', 'footnotes', 'Footnotes'],
  ]);
});
