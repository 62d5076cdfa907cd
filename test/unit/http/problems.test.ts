import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { AppError } from '../../../functions/src/core/errors.ts';
import { fieldWords, queryWords } from '../../../functions/src/core/fieldProblems.ts';
import { createMission } from '../../../functions/src/http/operations/missions.ts';
import { reportStep, sendHeartbeat } from '../../../functions/src/http/operations/workers.ts';
import { bodyAdvice, invalidRequest, problemOf } from '../../../functions/src/http/problems.ts';
import {
  createMissionRequest,
  listMissionsQuery,
  progressQuery,
  purgeRequest,
} from '../../../functions/src/schema/requests.ts';

describe('a failure as an answer', () => {
  it('that is expected says its code, what to do, and what is allowed', () => {
    const error = new AppError('status_forbids', 'A mission that is proposed can’t take "execute".', {
      allowed: ['approve', 'cancel'],
      next: 'Allowed now: approve, cancel.',
    });
    expect(problemOf(error, '/missions/one/execute')).toEqual({
      type: '/guide/errors#status_forbids',
      title: 'Not now',
      status: 409,
      detail: 'A mission that is proposed can’t take "execute".',
      code: 'status_forbids',
      next: 'Allowed now: approve, cancel.',
      retryable: false,
      instance: '/missions/one/execute',
      allowed: ['approve', 'cancel'],
    });
  });

  it.each([
    [
      'Firestore is away',
      Object.assign(new Error('14 UNAVAILABLE: 10.0.0.7:8080'), { code: 14 }),
      503,
      'dependency_unavailable',
    ],
    ['Firestore is late', Object.assign(new Error('4 DEADLINE_EXCEEDED'), { code: 4 }), 503, 'dependency_unavailable'],
    ['the address is broken', new URIError('URI malformed'), 404, 'route_not_found'],
    ['it is a bug', new TypeError('secret is not a function'), 500, 'internal'],
    ['something threw a text', 'secret', 500, 'internal'],
  ])('where %s says so without its inner words', (_name, error, status, code) => {
    const problem = problemOf(error, '/missions');
    expect(problem).toMatchObject({ status, code });
    expect(JSON.stringify(problem)).not.toMatch(/secret|10\.0\.0\.7/);
  });
});

describe('a failed parse', () => {
  it.each([
    [{}, 'objective', 'is required'],
    [{ objective: 7 }, 'objective', 'must be a text'],
    [{ scope: 'python.org' }, 'scope', 'must be an object'],
    [{ scope: { allowed_domains: 'a.org' } }, 'scope.allowed_domains', 'must be a list'],
    [{ budget: { max_pages: 0 } }, 'budget.max_pages', 'must be at least 1'],
    [{ budget: { max_pages: 1.5 } }, 'budget.max_pages', 'must be a whole number'],
    [{ objective: 'x'.repeat(2001) }, 'objective', 'must have at most 2000 characters'],
  ])('of %j says of %s that it %s', (body, field, message) => {
    const parsed = createMissionRequest.safeParse(body, { error: fieldWords });
    if (parsed.success) throw new Error('parsed');
    expect(invalidRequest(parsed.error).fields).toContainEqual({ field, message });
  });

  it.each([
    [{ status: 'flying' }, 'status[0]', /^must be one of proposed, approved/],
    [{ limit: '101' }, 'limit', /^must be at most 100$/],
    [{ created_after: 'yesterday' }, 'created_after', /^must be a time such as/],
  ])('of the query %j says of %s what it must be', (query, field, message) => {
    const parsed = listMissionsQuery.safeParse(query, { error: queryWords });
    if (parsed.success) throw new Error('parsed');
    const found = invalidRequest(parsed.error).fields.find((problem) => problem.field === field);
    expect(found?.message).toMatch(message);
  });

  it.each([
    [listMissionsQuery, { tag: ['a', 'b'] }, 'tag'],
    [listMissionsQuery, { status: ['failed', 'cancelled'] }, 'status'],
    [listMissionsQuery, { limit: ['1', '2'] }, 'limit'],
    [progressQuery, { fresh: ['1', '1'] }, 'fresh'],
  ])('says that a parameter is given twice: %#', (schema, query, field) => {
    const parsed = schema.safeParse(query, { error: queryWords });
    if (parsed.success) throw new Error('parsed');
    const message = 'is given more than once: give each parameter once';
    expect(invalidRequest(parsed.error).fields).toEqual([{ field, message }]);
  });

  it('has words of its own for a value that is the only one', () => {
    const parsed = purgeRequest.safeParse({ confirm: 'yes' }, { error: fieldWords });
    if (parsed.success) throw new Error('parsed');
    expect(invalidRequest(parsed.error).fields).toEqual([{ field: 'confirm', message: 'must be purge' }]);
  });

  it('names each field at fault by its path', () => {
    const schema = z.strictObject({ scope: z.strictObject({ allowed_domains: z.array(z.string()) }) });
    const parsed = schema.safeParse({ scope: { allowed_domains: ['a', 1], depth: 2 }, owner: 'x' });
    if (parsed.success) throw new Error('parsed');
    expect(
      invalidRequest(parsed.error)
        .fields.map(({ field }) => field)
        .toSorted(),
    ).toEqual(['owner', 'scope.allowed_domains[1]', 'scope.depth']);
  });
});

describe('a body that is not right', () => {
  const sent = (body: unknown) => bodyAdvice(reportStep, body);

  it.each([
    [{ status: 'progress', don: 3 }, '{"status":"progress","done":5,'],
    [{ status: 'failed', error: 'full' }, '{"status":"failed","error":{'],
    [{ status: 'done' }, '{"status":"started"}'],
    [{}, '{"status":"started"}'],
    [7, '{"status":"started"}'],
  ])('such as %j is answered with one that is', (body, example) => {
    expect(sent(body)).toContain(`Correct the fields named in errors. One that is right: ${example}`);
    expect(sent(body)).toMatch(/ \/guide\/external#what-a-report-says$/);
  });

  it('of a heartbeat, too', () => {
    expect(bodyAdvice(sendHeartbeat, { wroker: 'a' })).toContain('right: {"worker":"importer-1"}. ');
  });

  it.each([
    [{ objective: 'Import', type: 'external' }, '"type":"external","external":{"steps":[{"name":"download"},'],
    [{ objective: 'Sum up', type: 'report', sources: [] }, '"type":"report","input":{"sources":{'],
    [{ objective: 'Find' }, '"scope":{"allowed_domains":["python.org",'],
  ])('of a new mission such as %j is answered with one of its type', (body, example) => {
    expect(bodyAdvice(createMission, body)).toContain(example);
    const shown = /right: (.*?)\. All/.exec(bodyAdvice(createMission, body) ?? '')?.[1] ?? '';
    expect(createMissionRequest.safeParse(JSON.parse(shown)).success).toBe(true);
  });

  it('has the code’s own advice where the guide has no place for it', () => {
    const { error } = createMissionRequest.safeParse({}, { error: fieldWords });
    if (error === undefined) throw new Error('an empty request passed');
    const next = bodyAdvice({ examples: reportStep.examples }, {});
    expect(problemOf(invalidRequest(error, next), '/').next).toBe('Correct the fields named in errors.');
    expect(problemOf(invalidRequest(error, sent({})), '/').next).toBe(sent({}));
  });

  it.each([reportStep, sendHeartbeat, createMission])(
    'leads to a place that there is: $bodyGuide',
    async ({ bodyGuide = '' }) => {
      const [, page = '', anchor = ''] = /^\/guide\/([^#]+)#(.+)$/.exec(bodyGuide) ?? [];
      const text = await readFile(new URL(`../../../web/guide/${page}.md`, import.meta.url), 'utf8');
      const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, name = '']) =>
        name.toLowerCase().replaceAll(' ', '-'),
      );
      expect(headings).toContain(anchor);
    },
  );
});
