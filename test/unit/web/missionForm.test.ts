import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { createMissionRequest, editMissionRequest } from '../../../functions/src/schema/requests.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import { createCommand } from '../../../web/src/missions/apiCommands.ts';
import { rebase } from '../../../web/src/missions/form/editConflict.ts';
import {
  createRequestOf,
  duplicateOf,
  EMPTY_MISSION,
  editRequestOf,
  localMoment,
  type MissionDraft,
  missionDraftOf,
} from '../../../web/src/missions/form/missionDraft.ts';
import { missionProblems, stepOfField, tagProblems } from '../../../web/src/missions/form/missionProblems.ts';
import { changesOf, pastText, reviewOf } from '../../../web/src/missions/form/reviewView.ts';
import {
  problemsOf,
  stillWrong,
  type Told,
  toldOnLeaving,
  type Written,
} from '../../../web/src/missions/form/stillWrong.ts';
import { offeredTags, withTags } from '../../../web/src/missions/form/tags.ts';
import { NO_TYPED_DOMAINS } from '../../../web/src/missions/splitDomains.ts';
import { byField, wrongFieldCount } from '../../../web/src/ui/wrongFieldCount.ts';
import { at, IN_STATUS } from '../../support/missions.ts';

const NOW = toEpochMs(at(0));
const good: MissionDraft = { ...EMPTY_MISSION, objective: 'Find tutorials', domains: ['python.org'] };
const own: MissionDraft = {
  ...EMPTY_MISSION,
  objective: 'Import orders',
  type: 'external',
  steps: 'download\n\n import ',
};
const written = (draft: MissionDraft): Written => ({ draft, typed: NO_TYPED_DOMAINS });
const fields = (draft: MissionDraft) => missionProblems(draft).map(({ field }) => field);

describe('what a form sends', () => {
  test('is what the server takes, without what is as it would be anyway', () => {
    expect(Object.keys(createRequestOf(good))).toEqual(['objective', 'scope', 'budget']);
    const later = { ...good, notBefore: localMoment(NOW), priority: '-3', tags: ['a', 'b'] };
    const request = createRequestOf(later);
    expect(createMissionRequest.parse(request)).toMatchObject({ priority: -3, tags: ['a', 'b'], not_before: at(0) });
  });

  test('for one’s own program: its steps, and how long it may be silent', () => {
    const request = createRequestOf(own);
    expect(createMissionRequest.parse(request)).toMatchObject({
      type: 'external',
      external: {
        steps: [{ name: 'download' }, { name: 'import' }],
        stalled_after_seconds: 60,
        failed_after_seconds: 600,
      },
    });
    expect(request).not.toHaveProperty('scope');
  });

  test('as a line for a terminal, whatever is quoted in it', () => {
    expect(createCommand({ objective: 'it’s "it\'s"' }, 'https://x.org', true)).toBe(
      `curl -X POST https://x.org/missions/create -H "content-type: application/json" -d '{"objective":"it’s \\"it'\\''s\\""}'`,
    );
  });

  test('outside the emulator suite the shell itself says that a key is needed', async () => {
    const command = createCommand({ objective: 'x' }, 'https://x.org', false).replace('curl', 'echo');
    const run = promisify(execFile);
    const failed = run('sh', ['-c', command], { env: {} });
    await expect(failed).rejects.toThrow(/MISSION_PROGRESS_KEY: not set; make a key in Settings, API keys/);
    const { stdout } = await run('sh', ['-c', command], { env: { MISSION_PROGRESS_KEY: 'mp_1' } });
    expect(stdout).toContain('Authorization: Bearer mp_1 ');
  });

  test('an edit sends only what was changed, and null takes a moment back', () => {
    const base = { ...good, notBefore: localMoment(NOW) };
    expect(editRequestOf(base, base)).toBeNull();
    const body = editRequestOf(base, { ...base, notBefore: '', maxPages: '40', tags: ['x'] });
    expect(body).toEqual({ not_before: null, budget: { max_pages: 40 }, tags: ['x'] });
    expect(editMissionRequest.safeParse(body).success).toBe(true);
  });
});

describe('a copy', () => {
  test('has everything that was asked for, and no moment that is over', () => {
    const mission: Mission = { ...IN_STATUS.completed(), tags: ['a'], priority: 4, not_before: at(0) };
    expect(duplicateOf(mission, NOW + 1_000)).toMatchObject({ tags: ['a'], priority: '4', notBefore: '' });
    expect(duplicateOf(mission, NOW - 1_000).notBefore).toBe(localMoment(NOW));
    expect(missionDraftOf(mission)).toMatchObject({ objective: mission.objective, domains: ['python.org'] });
  });

  test('of one’s own program has its steps, unless they became known as they came', () => {
    const external = { is_growing: false, expected_steps: null, stalled_after_seconds: 30, failed_after_seconds: 600 };
    const mission: Mission = { ...IN_STATUS.proposed(), type: 'external', external };
    expect(missionDraftOf(mission)).toMatchObject({ steps: 'first\nsecond\nthird', stalledAfter: '0.5' });
    expect(missionDraftOf({ ...mission, external: { ...external, is_growing: true } }).steps).toBe('');
  });
});

describe('what is wrong', () => {
  test('is told for all steps at once, each at the step that has its field', () => {
    expect(fields(good)).toEqual([]);
    const wrong = { ...good, objective: '', maxPages: 'x', notBefore: 'soon', priority: '11', tags: ['no tag!'] };
    expect(fields(wrong)).toEqual(['objective', 'maxPages', 'notBefore', 'priority', 'tags']);
    expect(missionProblems(wrong).at(-1)?.message).toMatch(/^“no tag!” must be/);
    expect(['objective', 'steps', 'tags'].map((field) => stepOfField(field as 'tags'))).toEqual([
      ...['goal', 'goal', 'limits'],
    ]);
  });

  test('with one’s own program: no domains and limits are asked for, but steps and silences', () => {
    expect(fields(own)).toEqual([]);
    expect(fields({ ...own, steps: '' })).toEqual(['steps']);
    expect(fields({ ...own, steps: '', isGrowing: true })).toEqual([]);
    expect(missionProblems({ ...own, steps: 'a\nb\na\nc\nb' })).toEqual([
      { field: 'steps', message: 'Has “a”, “b” more than once.' },
    ]);
    expect(fields({ ...own, stalledAfter: 'x', failedAfter: '0.01' })).toEqual(['stalledAfter', 'failedAfter']);
    expect(fields({ ...own, stalledAfter: '20' })).toEqual(['failedAfter']);
  });

  test('with one’s own program: its objective says what is done, not what is found', () => {
    const said = (objective: string) => missionProblems({ ...own, objective }).map(({ message }) => message);
    expect(said('')).toEqual(['Say what your worker does.']);
    expect(said('ab')).toEqual(['Say in at least 3 characters what your worker does.']);
    expect(missionProblems({ ...good, objective: '' })[0]?.message).toBe('Say what to find.');
  });

  test('goes as it is mended, and nothing new is told before it is sent again', () => {
    const sent = { ...good, objective: '', domains: [] };
    const told: Told = { problems: missionProblems(sent), of: written(sent), isWhole: true };
    expect(stillWrong(told, told.of, missionProblems)).toBe(told.problems);
    const half = { ...sent, objective: 'ab', maxPages: 'x' };
    expect(stillWrong(told, written(half), missionProblems).map(({ message }) => message)).toEqual([
      'Say in at least 3 characters what to find.',
      'Name at least one domain.',
    ]);
    expect(stillWrong(told, written({ ...half, objective: 'abc' }), missionProblems)).toHaveLength(1);
  });

  test('with two parts of a field is told once for each, also after one of them was mended', () => {
    const sent = { ...good, tags: ['no tag!', 'nor this!'] };
    const told: Told = { problems: missionProblems(sent), of: written(sent), isWhole: true };
    expect(told.problems).toHaveLength(2);
    expect(wrongFieldCount(told.problems)).toBe(1);
    const message = told.problems.map((problem) => problem.message).join(' ');
    expect(byField(told.problems)).toEqual([{ field: 'tags', message }]);
    const left = stillWrong(told, written({ ...good, tags: ['nor this!'] }), missionProblems);
    expect(left.map(({ message }) => message.slice(0, 11))).toEqual(['“nor this!”']);
  });

  test('of another kind of mission goes with its fields, and comes back with them', () => {
    const sent = { ...good, objective: '', domains: [], maxPages: 'x', tags: ['no tag!'] };
    const told: Told = { problems: missionProblems(sent), of: written(sent), isWhole: true };
    const as = (type: string) => stillWrong(told, written({ ...sent, type }), missionProblems);
    expect(as('external').map(({ field }) => field)).toEqual(['objective', 'tags']);
    expect(as('external')[0]?.message).toBe('Say what your worker does.');
    // A report needs no domain.
    expect(as('report').map(({ field }) => field)).toEqual(['objective', 'maxPages', 'tags']);
    expect(as('research')).toEqual(told.problems);
  });

  test('is mended by another field where the two are judged together', () => {
    const left = (sent: MissionDraft, part: Partial<MissionDraft>) => {
      const told: Told = { problems: missionProblems(sent), of: written(sent), isWhole: true };
      return [told.problems, stillWrong(told, written({ ...sent, ...part }), missionProblems)].map((all) =>
        all.map(({ field }) => field),
      );
    };
    expect(left({ ...own, steps: '' }, { isGrowing: true })).toEqual([['steps'], []]);
    expect(left({ ...own, stalledAfter: '20' }, { stalledAfter: '2' })).toEqual([['failedAfter'], []]);
  });

  test('in a step is told once it is left; what the server alone knows of another stays', () => {
    const now = written({ ...good, objective: '', maxPages: 'x' });
    const found = problemsOf(now, missionProblems);
    const byServer = [{ field: 'tags', message: 'Not yours.' }] as const;
    const onGoal = toldOnLeaving(byServer, found, ['goal']);
    expect(onGoal.map(({ field }) => field)).toEqual(['objective', 'tags']);
    expect(toldOnLeaving(onGoal, found, ['goal', 'limits']).map(({ field }) => field)).toEqual([
      ...['objective', 'maxPages', 'tags'],
    ]);
    expect(toldOnLeaving([], problemsOf(written(good), missionProblems), ['goal', 'limits'])).toEqual([]);
  });

  test('counts what was typed for a domain and is none, but not where no domains are asked for', () => {
    const typed = { text: 'junk', isRefused: true };
    expect(problemsOf({ draft: good, typed }, missionProblems).map(({ field }) => field)).toEqual(['domains']);
    expect(problemsOf({ draft: own, typed }, missionProblems)).toEqual([]);
  });
});

describe('the review', () => {
  test('says in plain words what will happen', () => {
    expect(reviewOf({ ...good, domains: ['a.org', 'b.org'], priority: '-1', tags: ['x'] }, NOW, [])).toEqual([
      'It reads a.org and b.org to answer: “Find tutorials”',
      'It stops reading after 100 pages, 5 minutes or 50 MB, whichever comes first. It reads nothing if that is likely to cost more than US$0.10.',
      'Nothing runs before you approve it; then it starts as soon as you run it.',
      'In line it stands 1 minute behind its turn.',
      'Tags: x.',
    ]);
    expect(reviewOf(own, NOW, []).slice(0, 3)).toEqual([
      'Your program works on: “Import orders”',
      'Its steps: download and import.',
      'It counts as stalled after 1 minute of silence, and fails after 10 minutes.',
    ]);
  });

  test('says that a moment is past, or when it comes', () => {
    const timed = { ...good, notBefore: localMoment(NOW) };
    expect(reviewOf(timed, NOW + 60_000, [])[2]).toMatch(/is past, so it then starts at once/);
    expect(reviewOf(timed, NOW - 60_000, [])[2]).toMatch(/nor before \d\d:\d\d\.$/);
  });

  test('is not needed to learn that a moment is past: its field says so, and what happens then', () => {
    const timed = { notBefore: localMoment(NOW) };
    expect(pastText(timed, NOW + 60_000)).toMatch(/ is past: it starts as soon as it is approved and run\.$/);
    expect(pastText(timed, NOW - 60_000)).toBeNull();
    expect(pastText({ notBefore: '' }, NOW)).toBeNull();
    expect(pastText({ notBefore: 'soon' }, NOW)).toBeNull();
  });

  test('of an edit names each change with what it was', () => {
    expect(changesOf(good, { ...good, maxPages: '40', tags: ['x'] }, NOW, [])).toEqual([
      'Pages: 100 → 40',
      'Tags: none → x',
    ]);
    expect(changesOf(good, { ...good, maxPages: 'many', tags: ['x'] }, NOW, ['maxPages'])).toEqual(['Tags: none → x']);
  });

  test('says nothing that is built on a field that is wrong', () => {
    const wrong = { ...good, maxPages: 'many', priority: 'x', notBefore: 'soon', tags: ['no tag!'] };
    const said = reviewOf(wrong, NOW, fields(wrong));
    expect(said).toEqual(['It reads python.org to answer: “Find tutorials”']);
    expect(reviewOf(EMPTY_MISSION, NOW, fields(EMPTY_MISSION)).join(' ')).not.toMatch(/NaN|no domain|“”/);
  });
});

describe('an edit that meets another one', () => {
  test('takes over what only they changed, keeps what only it changed, and leaves the rest to the reader', () => {
    const mine = { ...good, objective: 'Mine', maxPages: '40' };
    const theirs = { ...good, objective: 'Theirs', tags: ['x'] };
    const after = rebase(good, mine, theirs);
    expect(after).toMatchObject({ taken: ['tags'], clashes: ['objective'], base: theirs });
    expect(after.draft).toEqual({ ...mine, tags: ['x'] });
    expect(editRequestOf(after.base, after.draft)).toEqual({ objective: 'Mine', budget: { max_pages: 40 } });
  });

  test('that made the same change is none', () => {
    const same = { ...good, objective: 'The same' };
    expect(rebase(good, same, same)).toMatchObject({ taken: [], clashes: [] });
  });
});

test('tags: a wrong one is told of by itself, whatever else is missing', () => {
  expect(tagProblems({ ...EMPTY_MISSION, tags: ['a'] })).toEqual([]);
  const [problem, ...others] = tagProblems({ ...EMPTY_MISSION, tags: ['a', 'späß!'] });
  expect(problem?.field).toBe('tags');
  expect(problem?.message).toContain('1 to 40 letters');
  expect(others).toEqual([]);
});

test('tags: those used most are offered, without those that are there', () => {
  expect(offeredTags([['a', 'b'], ['b'], ['c']], ['a'])).toEqual(['b', 'c']);
  expect(withTags(['a'], ' b, a;c ')).toEqual(['a', 'b', 'c']);
});
