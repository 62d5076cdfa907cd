import { describe, expect, it } from 'vitest';
import { answerFaults } from '../../support/contract.ts';

const LIST = { path: '/schedules', method: 'get' } as const;

function answer(status: number, type: string, json: unknown, headers: Record<string, string> = {}) {
  return { status, headers: new Headers({ 'content-type': type, ...headers }), text: JSON.stringify(json) };
}

const PROBLEM = {
  ...{ type: '/guide/errors#unauthenticated', title: 'Not signed in', status: 401, detail: 'This call needs a token.' },
  ...{ code: 'unauthenticated', next: 'Sign in.', retryable: false },
};

// What the tests that call the API find with this check must be found by it.
describe('the check of an answer against the document', () => {
  it.each([
    ['an answer as described', answer(200, 'application/json', { schedules: [] }), []],
    ['a problem as described', answer(401, 'application/problem+json', PROBLEM, { 'www-authenticate': 'Bearer' }), []],
    ['a field too many', answer(200, 'application/json', { schedules: [], more: 1 }), [/additional/]],
    ['a field too few', answer(200, 'application/json', {}), [/required/]],
    ['a status of its own', answer(418, 'application/json', {}), [/418 is not described/]],
    ['another media type', answer(200, 'text/html', { schedules: [] }), [/media type is text\/html/]],
    ['a header too few', answer(401, 'application/problem+json', PROBLEM), [/no header WWW-Authenticate/]],
    [
      'a code of another operation',
      answer(401, 'application/problem+json', { ...PROBLEM, code: 'wait_gone' }, { 'www-authenticate': 'Bearer' }),
      [/allowed values/],
    ],
    [
      'a problem with a field too many',
      answer(401, 'application/problem+json', { ...PROBLEM, stack: 'x' }, { 'www-authenticate': 'Bearer' }),
      [/additional/],
    ],
  ])('sees %s', (_name, given, faults) => {
    expect(answerFaults(LIST, given)).toEqual(faults.map((fault) => expect.stringMatching(fault)));
  });
});
