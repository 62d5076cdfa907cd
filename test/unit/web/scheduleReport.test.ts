import { describe, expect, test } from 'vitest';
import { createScheduleRequest, type ScheduleAnswer } from '../../../functions/src/schema/schedule.ts';
import { toInstant } from '../../../functions/src/schema/time.ts';
import { askedView } from '../../../web/src/schedules/askedView.ts';
import { bodyOfDraft, draftOfSchedule } from '../../../web/src/schedules/scheduleDraft.ts';
import { emptyDraft, type ScheduleDraft } from '../../../web/src/schedules/scheduleFields.ts';
import { problemsIn, problemsOf } from '../../../web/src/schedules/scheduleProblems.ts';
import { kindText } from '../../../web/src/schedules/scheduleRequest.ts';
import { idOf, stillTold } from '../../../web/src/schedules/toldProblems.ts';

const now = toInstant(Date.parse('2026-11-21T10:00:00.000Z'));
const input = {
  sources: { addresses: ['https://www.python.org/'], mission_ids: ['weekly-20261114T0700'] },
  language: 'de',
  engine: 'model',
  budget: { usd: 0.5 },
};
const request = { objective: 'What is new?', type: 'report', input, tags: ['news'], budget: { max_pages: 7 } };
const schedule: ScheduleAnswer = {
  schedule_id: 'weekly',
  cron: '0 8 * * 1',
  time_zone: 'UTC',
  request,
  overlap: 'skip',
  is_paused: false,
  next_at: null,
  last_fired_at: null,
  last_mission_id: null,
  last_skipped_at: null,
  missed_count: 0,
  last_error: null,
  created_at: '2026-11-01T10:00:00.000Z',
  updated_at: '2026-11-01T10:00:00.000Z',
};
const of = (changed: Record<string, unknown>): ScheduleAnswer => ({ ...schedule, request: changed });
const report: ScheduleDraft = { ...emptyDraft('UTC'), type: 'report', objective: 'What is new?' };

describe('a new schedule', () => {
  test('of reports asks for its sources as a mission does, and leaves the usual limits to the service', () => {
    const body = bodyOfDraft({ ...report, addresses: 'https://www.python.org/\n', maxPages: '7' }, null);
    expect(body).toEqual({
      ...{ cron: '0 8 * * *', time_zone: 'UTC', overlap: 'skip' },
      request: {
        ...{ objective: 'What is new?', type: 'report', budget: { max_pages: 7 } },
        input: {
          sources: { addresses: ['https://www.python.org/'] },
          ...{ depth: 'standard', length: 'medium', language: 'en', engine: 'extractive' },
        },
      },
    });
    expect(createScheduleRequest.safeParse(body).success).toBe(true);
  });

  test('of research has no part of a report that was begun before, nor one of a program the limits', () => {
    const begun = { ...report, domains: ['python.org'], addresses: 'https://www.python.org/', maxPages: '7' };
    const research = bodyOfDraft({ ...begun, type: 'research' }, null).request;
    expect(research).toEqual({
      ...{ objective: 'What is new?', scope: { allowed_domains: ['python.org'] }, budget: { max_pages: 7 } },
    });
    const outside = bodyOfDraft({ ...begun, type: 'external', steps: 'download\nupload' }, null);
    expect(outside.request).toEqual({
      objective: 'What is new?',
      type: 'external',
      external: {
        steps: [
          { name: 'download', weight: 1 },
          { name: 'upload', weight: 1 },
        ],
        ...{ is_growing: false, stalled_after_seconds: 60, failed_after_seconds: 600 },
      },
    });
    expect(createScheduleRequest.safeParse(outside).success).toBe(true);
  });
});

describe('a changed schedule of reports', () => {
  test('shows what it has', () => {
    expect(draftOfSchedule(schedule)).toMatchObject({
      ...{ type: 'report', addresses: 'https://www.python.org/', fromMissions: ['weekly-20261114T0700'] },
      ...{ depth: 'standard', language: 'de', engine: 'model', modelUsd: '0.5', modelTokens: '', maxPages: '7' },
      maxMinutes: '5',
    });
    expect(askedView(draftOfSchedule(schedule), schedule)).toMatchObject({
      ...{ isNew: false, kind: 'Report', hasReport: true, isHidden: false },
    });
  });

  test('keeps word for word what nobody changed', () => {
    const draft = draftOfSchedule(schedule);
    expect(problemsIn(draft, schedule, now)).toEqual({});
    expect(bodyOfDraft(draft, schedule).request).toEqual(request);
    expect(bodyOfDraft({ ...draft, objective: 'What is old?' }, schedule).request).toEqual({
      ...request,
      objective: 'What is old?',
    });
    // Of the limits only the one that was changed is now the schedule's own.
    expect(bodyOfDraft({ ...draft, maxCost: '2' }, schedule).request).toEqual({
      ...request,
      budget: { max_pages: 7, max_cost_usd: 2 },
    });
  });

  test('sends the whole input once a part of it is changed', () => {
    const changed = bodyOfDraft({ ...draftOfSchedule(schedule), depth: 'deep', fromMissions: [] }, schedule);
    expect(changed.request).toEqual({
      ...request,
      input: {
        sources: { addresses: ['https://www.python.org/'] },
        ...{ depth: 'deep', length: 'medium', language: 'de', engine: 'model', budget: { usd: 0.5 } },
      },
    });
  });

  test('needs no domain, and loses the one that is taken out', () => {
    const scoped = of({ ...request, scope: { allowed_domains: ['python.org'] } });
    expect(bodyOfDraft(draftOfSchedule(scoped), scoped).request).toEqual(scoped.request);
    expect(bodyOfDraft({ ...draftOfSchedule(scoped), domains: [] }, scoped).request).toEqual(request);
    // One that has searched its domains so far may name pages instead.
    const searched = of({ objective: 'What is new?', type: 'report', scope: { allowed_domains: ['python.org'] } });
    const draft = { ...draftOfSchedule(searched), domains: [], addresses: 'https://www.python.org/' };
    expect(problemsIn(draft, searched, now)).toEqual({});
    expect(bodyOfDraft(draft, searched).request).toMatchObject({
      input: { sources: { addresses: [draft.addresses] } },
    });
    expect(bodyOfDraft(draft, searched).request).not.toHaveProperty('scope');
  });

  test('that a newer server took hides what it can’t show, and keeps it', () => {
    const newer = of({ ...request, input: { ...input, pictures: 3 } });
    const draft = draftOfSchedule(newer);
    const view = askedView(draft, newer);
    expect([view.isHidden, view.hasReport, view.fields.includes('addresses')]).toEqual([true, false, false]);
    expect(problemsIn(draft, newer, now)).toEqual({});
    expect(bodyOfDraft({ ...draft, objective: 'What is old?' }, newer).request).toEqual({
      ...newer.request,
      objective: 'What is old?',
    });
  });

  test('of a kind without a form here asks for no domain where its input may do', () => {
    const other = of({ objective: 'Compare', type: 'compare', input: { from: 'a', to: 'b' } });
    expect(problemsIn(draftOfSchedule(other), other, now)).toEqual({});
    expect(bodyOfDraft(draftOfSchedule(other), other).request).toEqual(other.request);
    expect(askedView(draftOfSchedule(other), other).kind).toBe('compare');
  });
});

describe('what is wrong with a schedule of reports', () => {
  test('is told all at once, each at its field', () => {
    const wrong: ScheduleDraft = {
      ...{ ...report, objective: '', texts: [{ title: 'Notes', text: ' ' }], language: '!', engine: 'model' },
      ...{ modelUsd: 'much', maxPages: '0', rhythm: 'custom', cron: 'foo', zone: 'Mars/Base' },
      addresses: 'python\nhttps://www.python.org/',
    };
    const problems = problemsIn(wrong, null, now);
    expect(Object.keys(problems).toSorted()).toEqual([
      ...['addresses', 'cron', 'language', 'maxPages', 'modelUsd', 'objective', 'texts', 'zone'],
    ]);
    expect(problems).toMatchObject({
      addresses: expect.stringMatching(/^“python” must be an address/),
      texts: expect.stringMatching(/^Text 1, its text:/),
      modelUsd: 'Give a number.',
    });
    // An address is mended by itself alone; the choice of another kind leaves the rhythm's faults.
    expect(stillTold(problems, { fromMissions: ['m'] })).toEqual(problems);
    expect(Object.keys(stillTold(problems, { type: 'research' })).toSorted()).toEqual(['cron', 'zone']);
  });

  test('that there is nothing to read goes with any source', () => {
    const problems = problemsIn(report, null, now);
    expect(problems).toEqual({ addresses: expect.stringMatching(/^Name something to read/) });
    for (const name of ['addresses', 'fromMissions', 'texts', 'domains'] as const) {
      expect(stillTold(problems, { [name]: [] }), name).toEqual({});
    }
    expect(stillTold(problems, { depth: 'deep' })).toEqual(problems);
    const empty = problemsIn({ ...report, texts: [{ title: '', text: '' }] }, null, now);
    expect(empty).toEqual({ texts: expect.stringMatching(/^No text has anything in it yet/) });
    expect(stillTold(empty, { addresses: 'https://www.python.org/' })).toEqual({});
  });

  test('that it is more than a schedule holds is told before it is sent, and at its texts', () => {
    const text = { title: 'Long', text: 'ä '.repeat(12_000) };
    expect(problemsIn({ ...report, texts: [text] }, null, now)).toEqual({});
    const large = { ...report, texts: [text, text] };
    expect(problemsIn(large, null, now)).toEqual({
      texts: expect.stringMatching(/more than a schedule holds, 64,000/),
    });
    const refused = { code: 'body_too_large', title: '', detail: '', next: '' };
    expect(problemsOf(refused, report, null)).toEqual({ problems: problemsIn(large, null, now), isMore: false });
    expect(problemsOf(refused, emptyDraft('UTC'), null)).toEqual({ problems: {}, isMore: true });
  });

  test('for the server stands at the field that it is about', () => {
    const draft = { ...report, addresses: 'https://a.example/\nhttps://b.example/', fromMissions: ['gone'] };
    const errors = [
      { field: 'request.input.sources.addresses[1]', message: 'must be an address' },
      { field: 'request.input.sources.mission_ids[0]', message: 'is no mission of yours' },
      { field: 'request.input.depth', message: 'must be one of brief' },
    ];
    const trouble = { code: 'invalid_request', title: '', detail: '', next: '', errors };
    expect(problemsOf(trouble, draft, null)).toEqual({
      problems: {
        addresses: '“https://b.example/” must be an address.',
        fromMissions: '“gone” is no mission of yours.',
        depth: 'Must be one of brief.',
      },
      isMore: false,
    });
    const noModel = { code: 'model_not_set', title: '', detail: '', next: '' };
    expect(problemsOf(noModel, { ...draft, engine: 'model' }, null)).toEqual({
      problems: { engine: expect.stringMatching(/no language model/) },
      isMore: false,
    });
    // Where the form has no such field, it says so itself.
    const newer = of({ ...request, input: { pictures: 3 } });
    expect(problemsOf(trouble, draftOfSchedule(newer), newer)).toEqual({ problems: {}, isMore: true });
  });

  test('leads to the field, whichever form it comes from', () => {
    expect(['objective', 'zone', 'addresses', 'engine', 'maxCost'].map((name) => idOf(name as 'zone', report))).toEqual(
      [...['schedule-objective', 'schedule-zone', 'addresses', 'engine', 'maxCost']],
    );
  });
});

test.each([
  [{ type: 'research' }, 'Research'],
  [{ type: 'report', input: {} }, 'Report that quotes its sources'],
  [{ type: 'report', scope: {} }, 'Report that quotes its sources'],
  [{ type: 'report', input: { engine: 'model' } }, 'Report by a language model'],
  [{ type: 'external' }, 'Your own program (external)'],
  [{ type: 'compare' }, 'compare'],
  [{ type: 7 }, null],
])('%j is named %s', (asked, name) => {
  expect(kindText(asked)).toBe(name);
});
