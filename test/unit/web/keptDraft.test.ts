import { describe, expect, test } from 'vitest';
import { emptyDraft, writtenSchedule } from '../../../web/src/schedules/scheduleFields.ts';
import { EMPTY_KEY, keyDraft } from '../../../web/src/settings/keys/keyRequest.ts';
import { EMPTY_DRAFT, storableDraft, webhookDraft } from '../../../web/src/settings/webhooks/webhookDraft.ts';
import { draftIn, storedOf } from '../../../web/src/useKeptDraft.ts';

const schedule = {
  blank: { draft: emptyDraft('Europe/Berlin'), typed: { text: '', isRefused: false } },
  schema: writtenSchedule,
};
const webhook = { blank: EMPTY_DRAFT, schema: webhookDraft, storable: storableDraft };
const key = { blank: EMPTY_KEY, schema: keyDraft };
const throughStorage = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('what is kept of a form', () => {
  test('comes back as it was, also what was typed for a domain, which is not refused again at once', () => {
    const draft = { ...schedule.blank.draft, objective: 'News', domains: ['a.org'], rhythm: 'weekly' as const };
    const written = { draft, typed: { text: 'junk', isRefused: true } };
    expect(draftIn(throughStorage(storedOf(written, schedule)), schedule)).toEqual({
      draft,
      typed: { text: 'junk', isRefused: false },
    });
    const hook = { ...EMPTY_DRAFT, url: 'https://a.example/', percents: '5' };
    expect(draftIn(throughStorage(storedOf(hook, webhook)), webhook)).toEqual(hook);
    const asked = { ...EMPTY_KEY, name: 'import' };
    expect(draftIn(throughStorage(storedOf(asked, key)), key)).toEqual(asked);
  });

  test('of a schedule is read though an older page left it, which knew one kind of mission alone', () => {
    const { draft, typed } = schedule.blank;
    const { rhythm, time, weekday, day, cron, zone, isSkipping } = draft;
    const older = { objective: 'News', domains: ['a.org'], rhythm, time, weekday, day, cron, zone, isSkipping };
    expect(draftIn({ draft: older, typed }, schedule)).toEqual({
      draft: { ...draft, objective: 'News', domains: ['a.org'] },
      typed,
    });
    // Its fields are in the order of a blank one, by which the two are told apart.
    const blank = { ...older, objective: '', domains: [] };
    expect(storedOf(draftIn({ draft: blank, typed }, schedule), schedule)).toBeNull();
  });

  test('of a schedule of reports comes back with its sources', () => {
    const texts = [{ title: 'Notes', text: 'A lease.' }];
    const draft = { ...schedule.blank.draft, type: 'report', fromMissions: ['m-1'], texts, modelUsd: '0.' };
    const written = { draft, typed: schedule.blank.typed };
    expect(draftIn(throughStorage(storedOf(written, schedule)), schedule)).toEqual(written);
  });

  test('is nothing where the form says no more than at its beginning, or all that it says is a secret', () => {
    expect(storedOf({ ...schedule.blank }, schedule)).toBeNull();
    expect(storedOf({ ...EMPTY_DRAFT, url: 'https://a.example/?token=1' }, webhook)).toBeNull();
  });

  test.each([null, 'text', [], { draft: {} }, { name: 'import', scope: 'all', days: '90' }])(
    'a form begins blank where %j is stored',
    (stored) => {
      expect(draftIn(stored, schedule)).toBe(schedule.blank);
      expect(draftIn(stored, webhook)).toBe(webhook.blank);
      expect(draftIn(stored, key)).toBe(key.blank);
    },
  );
});
