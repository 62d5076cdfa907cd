import { createServer } from 'node:http';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../functions/src/core/errors.ts';
import { pageAbout, pagesForPeople } from '../../../functions/src/http/pagesForPeople.ts';
import { problemOf } from '../../../functions/src/http/problems.ts';
import { type Served, serveAt } from '../../support/serve.ts';

/** As Chromium and Firefox ask for a page. */
const PAGE = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const HOSTING = { 'x-forwarded-host': 'example.web.app' };

let served: Served;

beforeAll(async () => {
  const app = express();
  app.get('/missions/known', (_request, response) => {
    response.json({ mission_id: 'known' });
  });
  app.use((request) => {
    throw request.path === '/missions/broken'
      ? new Error('a bug')
      : new AppError('mission_not_found', 'There is no such mission.');
  });
  app.use(pagesForPeople());
  const asProblem: express.ErrorRequestHandler = (error: unknown, request, response, _next) => {
    const problem = problemOf(error, request.path);
    response.status(problem.status).json(problem);
  };
  app.use(asProblem);
  served = await serveAt(createServer(app), '127.0.0.1');
});
afterAll(() => served.close());

function open(path: string, headers: Record<string, string>, method = 'GET'): Promise<Response> {
  return fetch(`${served.origin}${path}`, { method, redirect: 'manual', headers });
}

describe('an address of the API in a browser', () => {
  it('leads to the page about it, where the API has nothing to show', async () => {
    const answer = await open('/missions/nope', { ...HOSTING, accept: PAGE });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/m/nope']);
    expect(answer.headers.get('vary')).toContain('Accept');
  });

  it('shows what there is', async () => {
    const answer = await open('/missions/known', { ...HOSTING, accept: PAGE });
    expect([answer.status, await answer.json()]).toEqual([200, { mission_id: 'known' }]);
  });

  it.each<[string, string, Record<string, string>, string?]>([
    ['a program that takes anything', '/missions/nope', { ...HOSTING, accept: '*/*' }],
    ['a program that asks for JSON', '/missions/nope', { ...HOSTING, accept: 'application/json' }],
    ['a program with a token', '/missions/nope', { ...HOSTING, accept: PAGE, authorization: 'Bearer mp_1' }],
    ['the function’s own address, which has no pages', '/missions/nope', { accept: PAGE }],
    ['a call that changes something', '/missions/nope', { ...HOSTING, accept: PAGE }, 'POST'],
    ['what has no page', '/session/local', { ...HOSTING, accept: PAGE }],
  ])('stays a problem for %s', async (_who, path, headers, method) => {
    const answer = await open(path, headers, method);
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'mission_not_found' }]);
  });

  it('does not hide a fault of ours', async () => {
    expect((await open('/missions/broken', { ...HOSTING, accept: PAGE })).status).toBe(500);
  });
});

describe('the page about an address', () => {
  it.each([
    ['/missions', '/'],
    ['/missions/', '/'],
    ['/missions/counts', '/'],
    ['/missions/create', '/new'],
    ['/missions/k4w9', '/m/k4w9'],
    ['/missions/a%20b/', '/m/a%20b'],
    ['/missions/$1', '/m/$1'],
    ['/missions/k4w9/progress', '/m/k4w9'],
    ['/missions/k4w9/no/such', '/m/k4w9'],
    ['/missions/k4w9/events', '/m/k4w9?view=events'],
    ['/missions/k4w9/steps/3', '/m/k4w9?view=steps'],
    ['/missions/k4w9/result', '/results/k4w9'],
    ['/mission-types', '/guide/mission-types'],
    ['/schedules/mornings', '/recurring'],
    ['/keys', '/settings/keys'],
    ['/webhooks/one/deliveries', '/settings/webhooks'],
    ['/health/nope', '/status'],
  ])('%s is %s', (path, page) => {
    expect(pageAbout(path)).toBe(page);
  });

  it.each(['/', '/missionsx', '/openapi.json', '/session/local'])('%s has none', (path) => {
    expect(pageAbout(path)).toBeNull();
  });
});
