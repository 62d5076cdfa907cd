import { describe, expect, test } from 'vitest';
import type { ScheduleAnswer } from '../../../functions/src/schema/schedule.ts';
import { toInstant } from '../../../functions/src/schema/time.ts';
import { cronWords } from '../../../web/src/schedules/cronWords.ts';
import { neverText } from '../../../web/src/schedules/neverComes.ts';
import { OWN_ZONE } from '../../../web/src/schedules/ownZone.ts';
import { previewOf } from '../../../web/src/schedules/previewView.ts';
import { bodyOfDraft, cronOf, draftOfSchedule } from '../../../web/src/schedules/scheduleDraft.ts';
import { emptyDraft } from '../../../web/src/schedules/scheduleFields.ts';
import { problemsIn, problemsOf } from '../../../web/src/schedules/scheduleProblems.ts';
import { scheduleView } from '../../../web/src/schedules/scheduleView.ts';
import { hintsOf, idOf, inOrder, labelsOf, stillTold } from '../../../web/src/schedules/toldProblems.ts';

const now = Date.parse('2026-11-21T10:00:00.000Z');
const schedule: ScheduleAnswer = {
  schedule_id: 'daily',
  cron: '0 8 * * MON-FRI',
  time_zone: 'Europe/Berlin',
  request: { objective: 'What is new in Python?', scope: { allowed_domains: ['python.org'] }, tags: ['news'] },
  overlap: 'skip',
  is_paused: false,
  next_at: '2026-11-21T10:20:00.000Z',
  last_fired_at: null,
  last_mission_id: null,
  last_skipped_at: null,
  missed_count: 0,
  last_error: null,
  created_at: '2026-11-01T10:00:00.000Z',
  updated_at: '2026-11-01T10:00:00.000Z',
};

test.each([
  ['* * * * *', 'every minute'],
  ['*/15 * * * *', 'every 15 minutes'],
  ['5 * * * *', 'every hour at 05 past'],
  ['0 */6 * * *', 'every 6 hours at 00 past'],
  ['0 8 * * *', 'every day at 08:00'],
  ['30 8,20 * * *', 'every day at 08:30 and 20:30'],
  ['0 8 * * MON-FRI', 'from Monday to Friday at 08:00'],
  ['0 8 * * 1-5', 'from Monday to Friday at 08:00'],
  ['0 8 * * 0', 'on Sunday at 08:00'],
  ['0 8 * * 7', 'on Sunday at 08:00'],
  ['0 8 * * mon,wed', 'on Monday and Wednesday at 08:00'],
  ['30 6 1 * *', 'on the 1st of each month at 06:30'],
  ['30 6 1,15 * *', 'on the 1st and 15th of each month at 06:30'],
  ['0 18 L * *', 'on the last day of each month at 18:00'],
  ['0 9 * * MON#1', 'on the first Monday of each month at 09:00'],
  ['0 0 29 2 *', 'on 29 February each year at 00:00'],
  ['0 0 1 JAN,JUL *', 'on 1 January and 1 July each year at 00:00'],
  ['0 9 * 6 *', 'every day in June at 09:00'],
  ['*/10 * * * MON', 'every 10 minutes, on Monday'],
  // What is rarer stays as it was written: wrong words are worse than none.
  ['0 8 1 * MON', 'by the expression 0 8 1 * MON'],
  ['0-30/10 8 * * *', 'by the expression 0-30/10 8 * * *'],
  ['0 8-18 * * *', 'by the expression 0 8-18 * * *'],
  ['0 1,2,3,4,5 * * *', 'by the expression 0 1,2,3,4,5 * * *'],
  ['61 8 * * *', 'by the expression 61 8 * * *'],
  ['nonsense', 'by the expression nonsense'],
])('%s is %s', (cron, words) => {
  expect(cronWords(cron)).toBe(words);
});

describe('the draft', () => {
  test.each(['5 * * * *', '0 8 * * *', '0 8 * * MON-FRI', '15 23 * * 3', '0 18 L * *', '0 18 31 * *'])(
    '%s comes through the fields as it was',
    (cron) => {
      const draft = draftOfSchedule({ ...schedule, cron });
      expect(draft.rhythm).not.toBe('custom');
      expect(cronOf(draft)).toBe(cron);
    },
  );
  test.each(['*/5 * * * *', '0 8 1 * 1', '0 9 * * MON#1', '5 * 1 * *', '0 8 * * MON,WED'])(
    '%s stays an expression',
    (cron) => {
      expect(draftOfSchedule({ ...schedule, cron })).toMatchObject({ rhythm: 'custom', cron });
      expect(cronOf(draftOfSchedule({ ...schedule, cron }))).toBe(cron);
    },
  );
  test('what the dialog does not show stays in the request', () => {
    const draft = { ...draftOfSchedule(schedule), objective: ' Another ', isSkipping: false };
    expect(bodyOfDraft(draft, schedule)).toEqual({
      cron: '0 8 * * MON-FRI',
      time_zone: 'Europe/Berlin',
      overlap: 'allow',
      request: { objective: 'Another', scope: { allowed_domains: ['python.org'] }, tags: ['news'] },
    });
  });
  test('an external one is given no scope', () => {
    const external = { ...schedule, request: { objective: 'Import', type: 'external', external: { steps: [] } } };
    expect(bodyOfDraft(draftOfSchedule(external), external).request).toEqual(external.request);
    const scoped = { ...external, request: { ...external.request, scope: { allowed_domains: ['python.org'] } } };
    expect(bodyOfDraft(draftOfSchedule(scoped), scoped).request).toEqual(scoped.request);
    expect(problemsIn(draftOfSchedule(external), external, toInstant(now))).toEqual({});
    const unsaid = { ...draftOfSchedule(external), objective: ' ' };
    expect(problemsIn(unsaid, external, toInstant(now))).toEqual({
      objective: 'Say what your worker does.',
    });
  });
  test('what is missing is said at its field, and what the server finds too', () => {
    expect(problemsIn(emptyDraft('UTC'), null, toInstant(now))).toEqual({
      objective: 'Say what to find.',
      domains: 'Name at least one domain.',
    });
    const errors = [
      { field: 'request.scope.allowed_domains[0]', message: 'must be a domain' },
      { field: 'cron', message: 'has "61" as its minute' },
      { field: 'request.objective', message: 'has a broken character in it' },
      { field: 'request.objective', message: 'has a control character in it' },
    ];
    const trouble = { code: 'invalid_request', title: '', detail: '', next: '', errors };
    const draft = { ...emptyDraft('UTC'), domains: ['junk'] };
    expect(problemsOf(trouble, draft, null)).toEqual({
      problems: {
        domains: '“junk” must be a domain.',
        cron: 'It has “61” as its minute.',
        objective: 'It has a broken character in it. It has a control character in it.',
      },
      isMore: false,
    });
    // What no field here is about is told beside them.
    const tags = { field: 'request.tags', message: 'has a tag twice' };
    expect(problemsOf({ ...trouble, errors: [...errors.slice(1, 2), tags] }, draft, null)).toEqual({
      problems: { cron: 'It has “61” as its minute.' },
      isMore: true,
    });
    expect(problemsOf({ ...trouble, errors: [] }, draft, null)).toEqual({ problems: {}, isMore: true });
  });
});

describe('when it comes', () => {
  const at = toInstant(now);
  const daily = emptyDraft('UTC');
  const texts = (draft: typeof daily, told = {}) => previewOf(draft, told, at).map(({ text }) => text);
  test('is said with its weekday and without seconds', () => {
    expect(texts(daily)).toEqual(expect.arrayContaining([expect.stringMatching(/^Sun, 22 Nov 2026, \d\d:00$/)]));
    expect(texts(daily)).toHaveLength(3);
  });
  test('what is wrong is judged at once, the expression and the zone each for itself', () => {
    const wrong = { ...daily, objective: 'News', domains: ['a.org'], rhythm: 'custom' as const, cron: '61 * * *' };
    const problems = problemsIn({ ...wrong, zone: 'Mars/Base' }, null, at);
    expect(inOrder(problems)).toEqual([
      {
        field: 'cron',
        message:
          'It must have five fields: minute, hour, day of the month, month, day of the week, such as “0 8 * * MON-FRI”.',
      },
      { field: 'zone', message: 'It must be a time zone such as “Europe/Berlin” or “UTC”.' },
    ]);
    expect(stillTold(problems, { time: '09:00' })).toEqual({ zone: problems.zone });
    expect(stillTold(problems, { isSkipping: false })).toEqual(problems);
    // Said once: where the field tells it, the preview does not.
    expect(texts({ ...wrong, zone: 'UTC' })).toEqual([expect.stringMatching(/^Expression: It must have five fields/)]);
    expect(texts({ ...wrong, zone: 'UTC' }, problems)).toEqual(['Nothing, until that is mended.']);
  });
  test('a hint never repeats what is wrong', () => {
    const wrong = problemsIn({ ...daily, rhythm: 'custom', cron: '8', zone: 'Mars/Base' }, null, at);
    const [cron, zone] = [wrong.cron ?? '', wrong.zone ?? ''];
    expect([cron, zone].join(' ')).toMatch(/five fields.*Europe\/Berlin/);
    expect(hintsOf({}).cron).toMatch(/^Five fields/);
    expect(hintsOf({}).zone).toMatch(/Europe\/Berlin/);
    expect(hintsOf({ cron }).cron).not.toMatch(/five fields/i);
    expect(hintsOf({ zone }).zone).not.toMatch(/Europe\/Berlin/);
    expect(hintsOf({ zone }).cron).toBe(hintsOf({}).cron);
  });
  test.each([
    ['0 0 31 2 *', 'February has no day 31'],
    ['0 0 30,31 2 *', 'February has no day 30 or 31'],
    ['0 0 31 APR,6 *', 'April and June have no day 31'],
    ['0 0 31 4-6/2 *', 'April and June have no day 31'],
    ['0 0 30-31 FEB *', 'February has no day 30 or 31'],
    ['* * 31 2,4 *', 'February and April have no day 31'],
  ])('%s never comes, for a reason that is told with what to change', (cron, why) => {
    const draft = { ...daily, objective: 'News', domains: ['a.org'], rhythm: 'custom' as const, cron };
    const told = `It never comes: ${why}. Choose an earlier day or another month, or L for the last day of the month.`;
    expect(problemsIn(draft, null, at)).toEqual({ cron: told });
    expect(texts(draft)).toEqual([`Expression: ${told}`]);
  });
  test('what is written in another way never comes either', () => {
    expect(neverText('0 0 31 FEB#1 *')).toMatch(/^It never comes: none of its months/);
  });
  test('an expression of one word is answered with an example', () => {
    const { cron = '' } = problemsIn({ ...daily, rhythm: 'custom', cron: 'foo' }, null, at);
    expect(cron).toMatch(/such as “0 8 \* \* MON-FRI”\.$/);
    expect(hintsOf({ cron }).cron).not.toContain('0 8 * * MON-FRI');
  });
  test('has the field of its rhythm', () => {
    expect(labelsOf({ rhythm: 'hourly' }).cron).toBe('Minutes past the hour');
    expect(idOf('cron', { rhythm: 'hourly' })).toBe('schedule-time');
    expect(labelsOf({ rhythm: 'custom' }).cron).toBe('Expression');
    expect(idOf('cron', { rhythm: 'custom' })).toBe('schedule-cron');
  });
});

describe('a row', () => {
  test('says when, in which zone, and how it stands', () => {
    expect(scheduleView(schedule, now)).toMatchObject({
      title: 'What is new in Python?',
      rhythm: 'from Monday to Friday at 08:00, time of Europe/Berlin',
      word: 'On',
      tone: 'succeeded',
      facts: ['none so far'],
      trouble: null,
      missionsHref: '/?q=What+is+new+in+Python%3F',
    });
    expect(scheduleView(schedule, now).next).toMatch(/^Next .*, in 20 min$/);
  });
  test('says whose time a moment is in where the zones differ', () => {
    const said = (zone: string) => {
      const skipped = { last_skipped_at: '2026-11-21T09:00:00.000Z' };
      const { next, facts } = scheduleView({ ...schedule, ...skipped, time_zone: zone }, now);
      return [next, facts[1]];
    };
    expect(said(OWN_ZONE)).toEqual([expect.stringMatching(/:20, in/), expect.stringMatching(/:00 was left out/)]);
    const other = OWN_ZONE === 'Asia/Tokyo' ? 'Europe/Berlin' : 'Asia/Tokyo';
    const own = [/:20 your time, in/, /:00 your time was left out/];
    expect(said(other)).toEqual(own.map((text) => expect.stringMatching(text)));
  });
  test('a pause, one that never comes, and a fault', () => {
    const view = (changes: Partial<ScheduleAnswer>) => scheduleView({ ...schedule, ...changes }, now);
    expect(view({ is_paused: true, next_at: null })).toMatchObject({
      word: 'Paused',
      next: 'Nothing comes while it is paused',
    });
    expect(view({ next_at: null }).next).toBe('It never comes again');
    const error = { code: 'unknown_mission_type', message: 'There is no type "x".' };
    expect(view({ is_paused: true, last_error: error })).toMatchObject({
      ...{ word: 'Paused by a fault', tone: 'failed', trouble: 'There is no type "x".' },
    });
  });
  test('what was left out and what was missed', () => {
    const skipped = { last_fired_at: '2026-11-21T08:00:00.000Z', last_skipped_at: '2026-11-21T09:00:00.000Z' };
    const { facts } = scheduleView({ ...schedule, ...skipped, missed_count: 1_440 }, now);
    expect(facts).toEqual([
      'last one 2 h ago',
      expect.stringMatching(/was left out: the one before was not over$/),
      '1,440 passed while the server was down',
    ]);
    const since = { last_fired_at: '2026-11-21T09:30:00.000Z', last_skipped_at: '2026-11-21T09:00:00.000Z' };
    expect(scheduleView({ ...schedule, ...since }, now).facts).toEqual(['last one 30 min ago']);
  });
  test('a request of an older version still has a name', () => {
    expect(scheduleView({ ...schedule, request: { goal: 1 } }, now).title).toBe('daily');
  });
});
