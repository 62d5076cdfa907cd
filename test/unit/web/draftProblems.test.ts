import { describe, expect, test } from 'vitest';
import { DEFAULT_BUDGET } from '../../../functions/src/schema/request.ts';
import { createMissionRequest } from '../../../functions/src/schema/requests.ts';
import { draftOf, EMPTY_DRAFT, numberOf, requestOf } from '../../../web/src/missions/draft.ts';
import { problemsAtFields, problemsIn, withRefused } from '../../../web/src/missions/draftProblems.ts';
import { refusedDomains, splitDomains, withDomains } from '../../../web/src/missions/splitDomains.ts';
import { IN_STATUS } from '../../support/missions.ts';

const draft = { ...EMPTY_DRAFT, objective: 'Find tutorials', domains: ['python.org', 'not a domain'] };
const good = { ...draft, domains: ['python.org'] };

describe('the new mission form', () => {
  test('an untouched form asks for the two fields without which nothing can run', () => {
    expect(problemsIn(EMPTY_DRAFT).map((problem) => problem.field)).toEqual(['objective', 'domains']);
    expect(problemsIn({ ...good, maxPages: 'many', maxCost: ' ' }).map((problem) => problem.field)).toEqual([
      'maxPages',
      'maxCost',
    ]);
    expect(problemsIn(good)).toEqual([]);
  });

  test('every mistake is told in one round, in the units of the form', () => {
    const wrong = {
      ...draft,
      objective: '',
      maxPages: '90,000',
      maxMinutes: '99',
      maxMegabytes: '0.001',
      maxCost: '101',
    };
    expect(problemsIn(wrong)).toEqual([
      { field: 'objective', message: 'Say what to find.' },
      { field: 'domains', message: expect.stringMatching(/^“not a domain” must be a domain/) },
      { field: 'maxPages', message: 'Must be at most 2,000.' },
      { field: 'maxMinutes', message: 'Must be at most 25.' },
      { field: 'maxMegabytes', message: 'Must be at least 0.01.' },
      { field: 'maxCost', message: 'Must be at most 100.' },
    ]);
    expect(problemsIn({ ...good, objective: 'long'.repeat(600) })).toEqual([
      { field: 'objective', message: 'Must have at most 2000 characters.' },
    ]);
    expect(problemsIn({ ...good, maxMinutes: '0.01' })).toEqual([
      { field: 'maxMinutes', message: 'Must be at least 5 seconds.' },
    ]);
  });

  test.each([
    ['1,000', 1_000],
    ['1 000 000', 1_000_000],
    ['1,000.5', 1_000.5],
    [' 0.1 ', 0.1],
    ['0,5', Number.NaN],
    ['0,500', Number.NaN],
    ['', Number.NaN],
    ['many', Number.NaN],
  ])('%j is the number %d', (text, amount) => {
    expect(numberOf(text)).toBe(amount);
  });

  test.each([
    ['1.000', 1_000],
    ['1 000 000', 1_000_000],
    ['1.000,5', 1_000.5],
    ['0,5', 0.5],
    // As forms had it that were stored before, and as a keypad types it.
    ['0.5', 0.5],
    ['1,2,3', Number.NaN],
  ])('where a comma is the decimal mark, %j is the number %d', (text, amount) => {
    expect(numberOf(text, true)).toBe(amount);
  });

  test('what it sends is what the API takes, with the usual limits', () => {
    const body = requestOf({ ...draft, domains: ['python.org'] });
    expect(createMissionRequest.parse(body)).toMatchObject({ objective: 'Find tutorials', budget: DEFAULT_BUDGET });
  });

  test('a mission that is run again comes back as it was', () => {
    const mission = IN_STATUS.completed();
    const { objective, scope, budget } = mission;
    expect(requestOf(draftOf(mission))).toEqual({ objective, scope, budget });
  });

  test('the server’s errors stand at the fields, in the form’s order, and name the domain that is wrong', () => {
    const errors = [
      { field: 'budget.max_seconds', message: 'must be at most 1500' },
      { field: 'scope.allowed_domains[1]', message: 'must be a domain such as "python.org"' },
      { field: 'objective', message: 'must say in at least 3 characters what to find' },
      { field: 'mission_id', message: 'is not on this form' },
    ];
    expect(problemsAtFields(errors, draft)).toEqual([
      { field: 'objective', message: 'Say in at least 3 characters what to find.' },
      { field: 'domains', message: '“not a domain” must be a domain such as “python.org”.' },
      { field: 'maxMinutes', message: 'Must be at most 25.' },
    ]);
  });

  test('a pasted list of domains becomes single ones, each once', () => {
    expect(splitDomains(' python.org, docs.python.org\npython.org;realpython.com ')).toEqual({
      domains: ['python.org', 'docs.python.org', 'realpython.com'],
      rest: [],
    });
  });

  test('an address becomes the domain that the server will make of it; what is none stays as typed', () => {
    expect(
      splitDomains('https://Docs.Python.org/3/ localhost:5000 http://wiki:80/a not_a/domain@x 127.0.0.1:80'),
    ).toEqual({
      domains: ['docs.python.org', 'localhost:5000', 'wiki', '127.0.0.1'],
      rest: ['not_a/domain@x'],
    });
  });

  test.each([
    ...['python', 'http://python', 'https://python/tutorial', 'http://python/a:80'],
    ...['3.14', '42', 'a..b', 'me@python.org', 'python!', 'and'],
  ])('%s is no domain', (text) => {
    expect(splitDomains(text)).toEqual({ domains: [], rest: [text] });
  });

  test('what was typed without Enter joins the domains, each once', () => {
    expect(withDomains(['python.org'], ' http://python.org/ ').domains).toEqual(['python.org']);
    expect(withDomains(['python.org'], 'pypi.org')).toEqual({
      domains: ['python.org', 'pypi.org'],
      typed: { text: '', isRefused: false },
    });
    expect(withDomains(['python.org'], '')).toEqual({
      domains: ['python.org'],
      typed: { text: '', isRefused: false },
    });
  });

  test('junk stays as it was typed, and the field says which part of it is no domain until it is changed', () => {
    const { domains, typed } = withDomains([], 'this is, no domain');
    expect([domains, typed]).toEqual([[], { text: 'this is, no domain', isRefused: true }]);
    expect(refusedDomains(typed)).toMatch(/^These aren’t domains .*: “this”, “is”, “no”, “domain”\./);
    expect(refusedDomains({ text: 'this is', isRefused: false })).toBeNull();
    const some = withDomains(['a.org'], 'see python.org');
    expect(some).toEqual({ domains: ['a.org', 'python.org'], typed: { text: 'see', isRefused: true } });
    expect(refusedDomains(some.typed)).toMatch(/^“see” isn’t a domain/);
    // Not cut down to a word that is none either.
    const slip = withDomains([], 'http://python');
    expect(slip).toEqual({ domains: [], typed: { text: 'http://python', isRefused: true } });
    expect(refusedDomains(slip.typed)).toMatch(
      /^“http:\/\/python” isn’t a domain such as python\.org\. .* with its port/,
    );
  });

  test.each([
    ['*.python.org', '“*.python.org” must be without “*.”: “python.org” allows its subdomains too.'],
    [
      'https://*.python.org/3/',
      '“https://*.python.org/3/” must be without “*.”: “python.org” allows its subdomains too.',
    ],
    ['http://', '“http://” needs a domain behind it, such as “python.org”.'],
    ['https:', '“https:” needs a domain behind it, such as “python.org”.'],
    ['localhost', '“localhost” needs its port, such as localhost:5000.'],
    ['http://localhost/', '“http://localhost/” needs its port, such as localhost:5000.'],
    ['me@python.org', '“me@python.org” isn’t a domain such as python.org.'],
    ['3.14', '“3.14” isn’t a domain such as python.org.'],
    ['wiki', '“wiki” isn’t a domain such as python.org. A name in your own network is written with its port: wiki:80.'],
  ])('%s: the field says what to change', (text, message) => {
    const { typed } = withDomains([], text);
    expect(typed).toEqual({ text, isRefused: true });
    expect(refusedDomains(typed)).toBe(message);
  });

  test('each of several is told what to change of it', () => {
    const { typed } = withDomains([], 'pypi.org *.python.org http:// me@a.org');
    expect(refusedDomains(typed)?.match(/“[^”]+” (?:must|needs|isn’t)/g)).toEqual([
      ...['“*.python.org” must', '“http://” needs', '“me@a.org” isn’t'],
    ]);
    expect(withDomains([], 'localhost:80').domains).toEqual(['localhost']);
  });

  test('junk in the field counts before there being no domain at all', () => {
    const missing = problemsIn(EMPTY_DRAFT);
    expect(withRefused(missing, { text: 'junk', isRefused: true })).toEqual([
      missing[0],
      { field: 'domains', message: expect.stringContaining('“junk”') },
    ]);
    expect(withRefused(missing, { text: 'junk', isRefused: false })).toEqual(missing);
  });

  test('the same said twice of a field is one problem', () => {
    const errors = [
      { field: 'budget.max_pages', message: 'must be at most 2000' },
      { field: 'budget.max_pages', message: 'must be at most 2000' },
      { field: 'budget.max_pages', message: 'must be a whole number' },
    ];
    expect(problemsAtFields(errors, draft).map(({ message }) => message)).toEqual([
      'Must be at most 2,000.',
      'Must be a whole number.',
    ]);
  });
});
