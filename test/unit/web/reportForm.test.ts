import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { missingSource, reportRequest } from '../../../functions/src/schema/reportRequest.ts';
import {
  createMissionRequest,
  editMissionRequest,
  retryMissionRequest,
} from '../../../functions/src/schema/requests.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import { askedLines } from '../../../web/src/missions/asked/askedView.ts';
import { draftOf } from '../../../web/src/missions/draft.ts';
import { FIELDS, problemsAtFields, problemsOfAnswer } from '../../../web/src/missions/draftProblems.ts';
import { rebase } from '../../../web/src/missions/form/editConflict.ts';
import {
  createRequestOf,
  duplicateOf,
  EMPTY_MISSION,
  editRequestOf,
  type MissionDraft,
  missionDraftOf,
} from '../../../web/src/missions/form/missionDraft.ts';
import { missionProblems, stepName, stepOfField } from '../../../web/src/missions/form/missionProblems.ts';
import { missionOptions } from '../../../web/src/missions/form/report/missionOptions.ts';
import { modelOffer, writerText } from '../../../web/src/missions/form/report/modelOffer.ts';
import {
  EMPTY_REPORT,
  REPORT_FIELDS,
  type ReportDraft,
  reportDraftOf,
  reportInputOf,
  storedReport,
} from '../../../web/src/missions/form/reportDraft.ts';
import { changesOf, reviewOf } from '../../../web/src/missions/form/reviewView.ts';
import { problemsOf, stillWrong, type Told } from '../../../web/src/missions/form/stillWrong.ts';
import { isEdited, keepsItems, retryProblems, retryRequestOf } from '../../../web/src/missions/retryDraft.ts';
import { retryView } from '../../../web/src/missions/retryView.ts';
import { NO_TYPED_DOMAINS } from '../../../web/src/missions/splitDomains.ts';
import { againRequestOf } from '../../../web/src/results/runAgain.ts';
import { at, IN_STATUS } from '../../support/missions.ts';

const NOW = toEpochMs(at(0));
const TEXT = { title: 'Leases', text: 'A lease is renewed.' };
const good: MissionDraft = { ...EMPTY_MISSION, type: 'report', objective: 'How is a lease renewed?', texts: [TEXT] };
const whole: ReportDraft = {
  addresses: ' https://a.org/one \n\nhttps://a.org/two',
  fromMissions: ['mission-7'],
  texts: [TEXT, { title: ' ', text: '' }],
  depth: 'deep',
  sectionLength: 'short',
  language: ' pt-br ',
  engine: 'model',
  modelUsd: '1.5',
  modelTokens: '200,000',
};
const fields = (draft: MissionDraft) => missionProblems(draft).map(({ field }) => field);
const messages = (draft: MissionDraft) => missionProblems(draft).map(({ message }) => message);

describe('a report’s form', () => {
  test('begins with what the server takes for granted', () => {
    expect(reportDraftOf({})).toEqual(EMPTY_REPORT);
    expect(EMPTY_REPORT).toMatchObject({
      depth: 'standard',
      sectionLength: 'medium',
      language: 'en',
      engine: 'extractive',
    });
  });

  test('sends what the server takes, and no scope where no domain is named', () => {
    const request = createRequestOf(good);
    expect(createMissionRequest.parse(request)).toEqual(request);
    expect(request).toMatchObject({ type: 'report', input: { sources: { texts: [TEXT] } } });
    expect(request).not.toHaveProperty('scope');
    const searched = createRequestOf({ ...good, texts: [], domains: ['python.org'] });
    expect(searched).toMatchObject({ scope: { allowed_domains: ['python.org'] }, input: { sources: {} } });
  });

  test('sends every field of it as it was meant, and nothing of a text that nobody has begun', () => {
    expect(reportRequest.parse(reportInputOf(whole))).toEqual({
      sources: {
        mission_ids: ['mission-7'],
        addresses: ['https://a.org/one', 'https://a.org/two'],
        texts: [TEXT],
      },
      ...{ depth: 'deep', length: 'short', language: 'pt-BR', engine: 'model' },
      budget: { usd: 1.5, tokens: 200_000 },
    });
  });

  test('sends no budget where no model writes', () => {
    expect(reportInputOf({ ...whole, engine: 'extractive', modelUsd: 'much' })).not.toHaveProperty('budget');
    expect(reportInputOf({ ...whole, modelUsd: '', modelTokens: ' ' })).not.toHaveProperty('budget');
  });

  test('comes back from the server as it was sent', () => {
    const again = reportDraftOf(reportRequest.parse(reportInputOf(whole)));
    expect(reportRequest.parse(reportInputOf(again))).toEqual(reportRequest.parse(reportInputOf(whole)));
    expect(again).toMatchObject({ modelUsd: '1.5', modelTokens: '200000' });
    expect(reportDraftOf({ from: 'a newer server' })).toEqual(EMPTY_REPORT);
  });

  test('is read from this device whatever somebody has left there', () => {
    expect(storedReport({ ...whole })).toEqual(whole);
    expect(storedReport({ texts: [TEXT, 'x', { title: 1, text: 'x' }], fromMissions: ['a', 2], depth: 3 })).toEqual({
      ...EMPTY_REPORT,
      texts: [TEXT],
      fromMissions: ['a'],
    });
  });

  test('has a label for each of its fields, and one of its steps has another name', () => {
    for (const field of REPORT_FIELDS) expect(FIELDS[field]).not.toBe('');
    expect(stepName('limits', { type: 'report' })).not.toBe(stepName('limits', { type: 'research' }));
    expect(stepName('review', { type: 'report' })).toBe(stepName('review', { type: 'research' }));
  });
});

describe('what is wrong with a report', () => {
  test('is nothing where any source is named: it needs no domain then', () => {
    expect(fields(good)).toEqual([]);
    expect(fields({ ...good, texts: [], addresses: 'https://a.org/' })).toEqual([]);
    expect(fields({ ...good, texts: [], fromMissions: ['mission-7'] })).toEqual([]);
    expect(fields({ ...good, texts: [], domains: ['a.org'] })).toEqual([]);
  });

  test('is told once where there is nothing to read, and goes with whatever source is named', () => {
    const empty = { ...good, texts: [] };
    expect(fields(empty)).toEqual(['addresses']);
    const problems = missionProblems(empty);
    const told: Told = { problems, of: { draft: empty, typed: NO_TYPED_DOMAINS }, isWhole: true };
    expect(stillWrong(told, { draft: good, typed: NO_TYPED_DOMAINS }, missionProblems)).toEqual([]);
    const other = { ...empty, objective: 'Why has a lease a fence?' };
    expect(stillWrong(told, { draft: other, typed: NO_TYPED_DOMAINS }, missionProblems)).toEqual(problems);
  });

  test('is told at the texts where there are some with nothing in them', () => {
    const none = { ...good, texts: [] };
    const empty = {
      ...good,
      texts: [
        { title: '', text: '' },
        { title: ' ', text: '' },
      ],
    };
    expect(fields(empty)).toEqual(['texts']);
    expect(messages(empty)[0]).toMatch(/^No text has anything in it yet/);
    expect(fields({ ...empty, addresses: 'https://a.org/' })).toEqual([]);
    const told: Told = { problems: missionProblems(none), of: { draft: none, typed: NO_TYPED_DOMAINS }, isWhole: true };
    const after = (draft: MissionDraft) =>
      stillWrong(told, { draft, typed: NO_TYPED_DOMAINS }, missionProblems).map(({ field }) => field);
    // To add an empty text mends nothing; one that is begun is not judged before it is sent.
    expect(after(empty)).toEqual(['texts']);
    expect(after({ ...empty, texts: [{ title: 'Begun', text: '' }] })).toEqual([]);
    expect(after(good)).toEqual([]);
  });

  test('with the model’s budget goes once no model is to write', () => {
    const sent = { ...good, engine: 'model', modelUsd: 'much' };
    const told: Told = { problems: missionProblems(sent), of: { draft: sent, typed: NO_TYPED_DOMAINS }, isWhole: true };
    expect(told.problems.map(({ field }) => field)).toEqual(['modelUsd']);
    const now = { draft: { ...sent, engine: 'extractive' }, typed: NO_TYPED_DOMAINS };
    expect(stillWrong(told, now, missionProblems)).toEqual([]);
  });

  test('names the address and the text that it is', () => {
    const wrong = {
      ...good,
      addresses: 'https://a.org/\n\nftp://b.org',
      texts: [{ title: '', text: '' }, TEXT, { title: '', text: 'Something' }],
    };
    expect(fields(wrong)).toEqual(['addresses', 'texts']);
    expect(messages(wrong)[0]).toMatch(/^“ftp:\/\/b\.org” must be an address/);
    // The third pair of fields is the second text that is sent.
    expect(messages(wrong)[1]).toMatch(/^Text 3, its title: must/);
  });

  test('counts a domain that is none, and what is typed and is none', () => {
    expect(fields({ ...good, domains: ['not a domain'] })).toEqual(['domains']);
    const typed = { text: 'junk', isRefused: true };
    expect(problemsOf({ draft: good, typed }, missionProblems).map(({ field }) => field)).toEqual(['domains']);
  });

  test('stands at each field of the second step, in their order', () => {
    const wrong = { ...good, depth: 'bottomless', sectionLength: 'x', language: '!', engine: 'magic' };
    expect(fields(wrong)).toEqual(['depth', 'sectionLength', 'language', 'engine']);
    expect(fields(wrong).map(stepOfField)).toEqual(['limits', 'limits', 'limits', 'limits']);
    expect(stepOfField('addresses')).toBe('goal');
    expect(stepOfField('texts')).toBe('goal');
  });

  test('judges the model’s budget only where a model writes', () => {
    const wrong = { ...good, modelUsd: 'much', modelTokens: '5' };
    expect(fields(wrong)).toEqual([]);
    expect(fields({ ...wrong, engine: 'model' })).toEqual(['modelUsd', 'modelTokens']);
    expect(fields({ ...good, engine: 'model' })).toEqual([]);
  });

  test('is put at the fields that the server names', () => {
    const named = (field: string) => problemsAtFields([{ field, message: 'is wrong' }], { ...good, ...whole });
    expect(named('input.sources.addresses[1]')).toEqual([
      { field: 'addresses', message: '“https://a.org/two” is wrong.' },
    ]);
    expect(named('input.sources.texts[0].title')).toEqual([
      { field: 'texts', message: 'Text 1, its title: is wrong.' },
    ]);
    expect(named('input.sources.mission_ids[0]')).toEqual([
      { field: 'fromMissions', message: '“mission-7” is wrong.' },
    ]);
    expect(named('input.sources')[0]?.field).toBe('addresses');
    expect(named('input.budget.tokens')[0]?.field).toBe('modelTokens');
    expect(named('input.budget.usd')[0]?.field).toBe('modelUsd');
    expect(named('input.language')[0]?.field).toBe('language');
    expect(named('input')[0]?.field).toBe('texts');
  });

  test('tells at the choice of who writes it that the service has no model, and any other refusal at no field', () => {
    expect(problemsOfAnswer({ code: 'model_not_set' }, good)).toEqual([
      { field: 'engine', message: expect.stringContaining('LLM_BASE_URL') },
    ]);
    expect(problemsOfAnswer({ code: 'rate_limited' }, good)).toEqual([]);
    expect(problemsOfAnswer(null, good)).toEqual([]);
    const errors = [{ field: 'input.depth', message: 'is wrong' }];
    expect(problemsOfAnswer({ code: 'invalid_request', errors }, good).map(({ field }) => field)).toEqual(['depth']);
  });

  test('says of a missing source what a form has, whoever says it', () => {
    const message = missingSource({ mission_ids: [], addresses: [], texts: [] }, []) ?? '';
    const [told] = problemsAtFields([{ field: 'input.sources', message }], good);
    expect(told).toEqual(missionProblems({ ...good, texts: [] })[0]);
  });
});

describe('the review of a report', () => {
  test('says what it will be, what it reads, and who writes it', () => {
    expect(reviewOf({ ...good, ...whole, domains: ['a.org'] }, NOW, []).slice(0, 4)).toEqual([
      'It writes a report of up to 8 sections, each of about 120 words, in Brazilian Portuguese: “How is a lease renewed?”',
      'It reads 2 pages, 1 result of a mission and 1 text of yours, and nothing that these link to.',
      expect.stringMatching(/^a\.org: not searched/),
      expect.stringMatching(/It stops before it has used US\$1\.50 and 200,000 tokens\.$/),
    ]);
    expect(reviewOf({ ...good, texts: [], domains: ['a.org'] }, NOW, [])[1]).toBe(
      'It searches a.org for what to read.',
    );
    expect(reviewOf(good, NOW, [])[2]).toMatch(/^Nobody writes it/);
  });

  test('says nothing that is built on a field that is wrong', () => {
    const wrong = { ...good, addresses: 'x', depth: 'x', engine: 'model', modelUsd: 'x' };
    expect(reviewOf(wrong, NOW, fields(wrong)).join(' ')).not.toMatch(/NaN|report of|reads (?!nothing)|writes/);
  });

  test('of an edit names what was changed of it', () => {
    const changed = { ...good, depth: 'deep', language: 'de', addresses: 'https://a.org/', modelTokens: '' };
    expect(changesOf(good, changed, NOW, [])).toEqual([
      'Pages to read: none → https://a.org/',
      'Depth: standard → deep',
      'Language: English → German',
    ]);
    expect(changesOf(good, { ...good, texts: [] }, NOW, [])).toEqual(['Texts of your own: Leases → none']);
  });
});

describe('a report that is there already', () => {
  const input = reportRequest.parse(reportInputOf({ ...EMPTY_REPORT, texts: [TEXT] }));
  const mission: Mission = {
    ...IN_STATUS.failed(),
    type: 'report',
    input_version: 1,
    scope: { allowed_domains: [] },
  };

  test('is edited and copied with what it was asked', () => {
    expect(missionDraftOf(mission, input)).toMatchObject({ type: 'report', texts: [TEXT], domains: [] });
    const copy = createRequestOf(duplicateOf(mission, NOW, input));
    expect(createMissionRequest.parse(copy)).toMatchObject({ type: 'report', input: { sources: { texts: [TEXT] } } });
    expect(missionDraftOf({ ...mission, type: 'research' }, input).texts).toEqual([]);
  });

  test('says on its page what it was asked, with the names of its sources', () => {
    const lines = askedLines(mission, input);
    expect(lines[0]).toMatch(/^It writes a report of up to 5 sections/);
    expect(lines).toContain('Texts of your own: Leases');
    expect(lines.join(' ')).not.toContain('Pages to read');
  });

  test('sends its whole input where one part of it was changed, and none where nothing was', () => {
    const base = missionDraftOf(mission, input);
    expect(editRequestOf(base, { ...base, objective: 'Another' })).toEqual({ objective: 'Another' });
    const body = editRequestOf(base, { ...base, depth: 'brief' });
    expect(body).toEqual({ input: { ...reportInputOf(base), depth: 'brief' } });
    expect(editMissionRequest.safeParse(body).success).toBe(true);
    // An empty pair of fields asks for nothing else.
    expect(editRequestOf(base, { ...base, texts: [...base.texts, { title: '', text: '' }] })).toBeNull();
  });

  test('that somebody else edits meanwhile takes over what only they changed', () => {
    const base = missionDraftOf(mission, input);
    const theirs = missionDraftOf(mission, { ...input, depth: 'brief' });
    const after = rebase(base, { ...base, sectionLength: 'long' }, theirs);
    expect(after).toMatchObject({ taken: ['depth'], clashes: [] });
    expect(editRequestOf(after.base, after.draft)).toMatchObject({ input: { depth: 'brief', length: 'long' } });
  });

  test('is retried as it was, or with another input', () => {
    const retry = retryView(mission);
    const draft = draftOf(mission);
    const before = reportDraftOf(input);
    expect(retryRequestOf(retry, 0, draft, { before, now: before })).toEqual({ from_step: 0 });
    expect(isEdited(retry, draft, { before, now: before })).toBe(false);
    const now = { ...before, sectionLength: 'long' };
    expect(isEdited(retry, draft, { before, now })).toBe(true);
    const body = retryRequestOf(retry, 0, draft, { before, now });
    expect(retryMissionRequest.parse(body)).toMatchObject({ from_step: 0, input: { length: 'long' } });
  });

  test('can be retried while its input is not known: only what is known to be wrong is', () => {
    const retry = retryView(mission);
    expect(retryProblems(retry, draftOf(mission))).toEqual([]);
    const none = { before: EMPTY_REPORT, now: EMPTY_REPORT };
    expect(retryProblems(retry, draftOf(mission), none).map(({ field }) => field)).toEqual(['addresses']);
    expect(retryProblems(retryView({ ...mission, type: 'research' }), draftOf(mission)).length).toBe(1);
  });

  test('keeps the sections that are written where only what it may use is changed', () => {
    const retry = retryView(mission);
    const draft = draftOf(mission);
    const before = reportDraftOf(input);
    const kept = (changed: Partial<typeof draft>, now: Partial<ReportDraft>) =>
      keepsItems(retry, { ...draft, ...changed }, { before, now: { ...before, ...now } });
    expect(kept({}, {})).toBe(true);
    expect(kept({ maxPages: '40' }, { engine: before.engine, modelTokens: '5000' })).toBe(true);
    expect(kept({ objective: 'Another one' }, {})).toBe(false);
    expect(kept({}, { depth: 'deep' })).toBe(false);
    expect(keepsItems(retryView({ ...mission, type: 'research' }), { ...draft, maxPages: '40' }, null)).toBe(false);
  });

  test('is run again with its input', () => {
    const request = againRequestOf(mission, z.json().parse(input));
    expect(createMissionRequest.parse(request)).toMatchObject({
      type: 'report',
      input: { sources: { texts: [TEXT] } },
    });
    expect(request).not.toHaveProperty('scope');
  });
});

describe('what can be chosen', () => {
  test('a model where the service has one; else it says what to set', () => {
    const quotes = { engine: 'extractive' };
    expect(modelOffer({ state: 'loading' }, quotes).isChoosable).toBe(false);
    expect(modelOffer({ state: 'ready', data: { model: 'tiny-1' } }, quotes)).toEqual({
      isChoosable: true,
      text: expect.stringContaining('tiny-1'),
    });
    const none = modelOffer({ state: 'ready', data: { model: null } }, quotes);
    expect(none).toEqual({ isChoosable: false, text: expect.stringMatching(/LLM_BASE_URL.*LLM_MODEL.*LLM_API_KEY/) });
    // A copy's choice is not taken away; the server has the last word, also where it could not be asked.
    expect(modelOffer({ state: 'ready', data: { model: null } }, { engine: 'model' }).isChoosable).toBe(true);
    const problem = { code: 'x', title: 'x', detail: 'x', next: 'x' };
    expect(modelOffer({ state: 'failed', problem, again: () => undefined }, quotes).isChoosable).toBe(true);
  });

  test('who writes it, by name where that is known', () => {
    const ready = (model: string | null) => ({ state: 'ready', data: { model } }) as const;
    const [quotes, model] = [{ engine: 'extractive' }, { engine: 'model' }];
    expect(writerText({ state: 'loading' }, quotes)).toMatch(/^Nobody writes it: it quotes .*sources\.$/);
    expect(writerText(ready(null), quotes)).toBe(writerText({ state: 'loading' }, quotes));
    expect(writerText(ready('tiny-1'), quotes)).toMatch(/quotes.*tiny-1 could write it/);
    expect(writerText(ready('tiny-1'), model)).toMatch(/^tiny-1 writes it/);
    expect(writerText({ state: 'loading' }, model)).toMatch(/^A language model writes it/);
  });

  test('missions by what they asked and when, after chosen ones that are not among the newest', () => {
    const found = { mission_id: 'm1', objective: 'Same', finished_at: at(60), created_at: at(0) };
    const options = missionOptions([found, { ...found, mission_id: 'm2', finished_at: at(86_460) }], ['m2', 'm9']);
    expect(options.map(({ id }) => id)).toEqual(['m9', 'm1', 'm2']);
    expect(new Set(options.map(({ label }) => label)).size).toBe(3);
  });
});
