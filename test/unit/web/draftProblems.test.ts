import { describe, expect, test } from 'vitest';
import { createMissionRequest } from '../../../functions/src/schema/api.ts';
import { DEFAULT_BUDGET } from '../../../functions/src/schema/request.ts';
import { draftOf, EMPTY_DRAFT, requestOf } from '../../../web/src/missions/draft.ts';
import { missingIn, problemsAtFields } from '../../../web/src/missions/draftProblems.ts';
import { splitDomains } from '../../../web/src/missions/splitDomains.ts';
import { IN_STATUS } from '../../support/missions.ts';

const draft = { ...EMPTY_DRAFT, objective: 'Find tutorials', domains: ['python.org', 'not a domain'] };

describe('the new mission form', () => {
  test('an untouched form asks for the two fields without which nothing can run', () => {
    expect(missingIn(EMPTY_DRAFT).map((problem) => problem.field)).toEqual(['objective', 'domains']);
    expect(missingIn({ ...draft, maxPages: 'many', maxCost: ' ' }).map((problem) => problem.field)).toEqual([
      'maxPages',
      'maxCost',
    ]);
    expect(missingIn(draft)).toEqual([]);
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
      { field: 'budget.max_seconds', message: 'Too big: expected number to be <=1500' },
      { field: 'scope.allowed_domains[1]', message: 'must be a domain such as "python.org"' },
      { field: 'objective', message: 'must say in at least 3 characters what to find' },
      { field: 'mission_id', message: 'is not on this form' },
    ];
    expect(problemsAtFields(errors, draft)).toEqual([
      { field: 'objective', message: 'Must say in at least 3 characters what to find.' },
      { field: 'domains', message: '“not a domain” must be a domain such as "python.org".' },
      { field: 'maxMinutes', message: 'Too big: expected number to be <=1500.' },
    ]);
  });

  test('a pasted list of domains becomes single ones, each once', () => {
    expect(splitDomains(' python.org, docs.python.org\npython.org;realpython.com ')).toEqual([
      'python.org',
      'docs.python.org',
      'realpython.com',
    ]);
  });
});
