import { beforeEach, describe, expect, it, test, vi } from 'vitest';
import {
  FORM_DRAFT_KEPT_MS,
  type KeptFormDraft,
  type SaveFormDraftRequest,
} from '../../../functions/src/schema/formDraft.ts';
import { missionId } from '../../../functions/src/schema/ids.ts';
import { toInstant } from '../../../functions/src/schema/time.ts';
import { AccountDraft } from '../../../web/src/missions/form/account/accountDraft.ts';
import { type DraftPlace, placeFrom } from '../../../web/src/missions/form/account/draftPlace.ts';
import { asideView, offerView, whereaboutsText } from '../../../web/src/missions/form/account/draftView.ts';
import {
  isAllSaved,
  lookAt,
  type Meeting,
  meet,
  retryMs,
  saveAt,
} from '../../../web/src/missions/form/account/meetDrafts.ts';
import {
  contentOf,
  isBlank,
  markOf,
  NOTHING_WRITTEN,
  type Written,
  writtenOf,
} from '../../../web/src/missions/form/account/writtenContent.ts';
import { derivedMissionId, isFromBefore } from '../../../web/src/missions/form/derivedMissionId.ts';
import { EMPTY_MISSION, type MissionDraft } from '../../../web/src/missions/form/missionDraft.ts';
import { rememberUid } from '../../../web/src/session.ts';
import type { Trouble } from '../../../web/src/trouble.ts';

const wrote = (part: Partial<MissionDraft>, domains = ''): Written => ({
  draft: { ...EMPTY_MISSION, ...part },
  typed: { domains, tags: '' },
});

const ID = '0b7c1c7e-8a55-4a38-9d3c-5a3f2c1d7e90';
const NOW = Date.parse('2026-11-22T14:02:00Z');
const place = (saved: readonly [revision: number, mark: string] | null, isGone = false, at = NOW): DraftPlace => ({
  draftId: ID,
  saved: saved === null ? null : { revision: saved[0], mark: saved[1], at },
  isGone,
});

describe('what is done where this device and the account meet', () => {
  const untouched = { isBlank: false, hasBegun: false };
  const blank = { isBlank: true, mark: 'blank', hasBegun: false };
  const other = { revision: 9, mark: 'other' };
  test.each<readonly [string, Parameters<typeof meet>[0], Parameters<typeof meet>[1], Meeting]>([
    ['both have nothing', { ...blank, place: place(null) }, null, 'same'],
    ['only this device has something', { ...untouched, mark: 'a', place: place(null) }, null, 'save'],
    ['only the account has something', { ...blank, place: place(null) }, other, 'take'],
    ['nothing has changed', { ...untouched, mark: 'a', place: place([1, 'a']) }, { revision: 1, mark: 'a' }, 'same'],
    ['both wrote the same', { ...untouched, mark: 'a', place: place(null) }, { revision: 1, mark: 'a' }, 'same'],
    ['this device went on', { ...untouched, mark: 'b', place: place([1, 'a']) }, { revision: 1, mark: 'a' }, 'save'],
    ['another device went on', { ...untouched, mark: 'a', place: place([1, 'a']) }, other, 'take'],
    ['both went on', { ...untouched, mark: 'b', place: place([1, 'a']) }, other, 'ask'],
    ['both began', { ...untouched, mark: 'b', place: place(null) }, other, 'ask'],
    ['the reader writes already', { isBlank: false, hasBegun: true, mark: 'b', place: place([1, 'a']) }, other, 'ask'],
    ['the reader has emptied it', { ...blank, hasBegun: true, place: place([1, 'a']) }, other, 'ask'],
    ['it was sent here, unheard', { ...blank, place: place([9, 'a'], true) }, other, 'delete'],
    ['it was sent here, and begun elsewhere', { ...blank, place: place([1, 'a'], true) }, other, 'take'],
    ['this device has lost its copy', { ...blank, place: place([9, 'a']) }, other, 'take'],
    ['it was sent elsewhere', { ...untouched, mark: 'a', place: place([1, 'a']) }, null, 'gone'],
    ['it was sent elsewhere, and goes on here', { ...untouched, mark: 'b', place: place([1, 'a']) }, null, 'save'],
    [
      'it was sent elsewhere while the reader writes',
      { isBlank: false, hasBegun: true, mark: 'a', place: place([1, 'a']) },
      null,
      'save',
    ],
    [
      'the account has dropped it',
      { ...untouched, mark: 'a', place: place([1, 'a'], false, NOW - FORM_DRAFT_KEPT_MS) },
      null,
      'save',
    ],
  ])('%s', (_name, device, account, meeting) => {
    expect(meet(device, account, NOW)).toBe(meeting);
  });

  test('the account has all of it, or not', () => {
    const known = place([1, 'a']);
    expect(isAllSaved({ place: known, isBlank: false, mark: 'a' })).toBe(true);
    expect(isAllSaved({ place: known, isBlank: false, mark: 'b' })).toBe(false);
    expect(isAllSaved({ place: place(null), isBlank: false, mark: 'a' })).toBe(false);
    expect(isAllSaved({ place: place(null), isBlank: true, mark: 'blank' })).toBe(true);
    expect(isAllSaved({ place: known, isBlank: true, mark: 'blank' })).toBe(false);
    expect(lookAt(1_000)).toBe(61_000);
  });

  test('it is sent after a pause, never twice in ten seconds, and after a failure later and later', () => {
    expect(saveAt(1_000, Number.NEGATIVE_INFINITY, 0)).toBe(3_000);
    expect(saveAt(5_000, 3_000, 0)).toBe(13_000);
    expect(saveAt(5_000, 3_000, 18_000)).toBe(18_000);
    expect([1, 2, 3, 4, 9].map(retryMs)).toEqual([15_000, 30_000, 60_000, 120_000, 120_000]);
  });
});

describe('what is written, for any device', () => {
  const full = wrote(
    {
      ...{ objective: 'Find it', domains: ['a.org'], tags: ['b'], notBefore: '2026-12-24T18:30', maxCost: '0.5' },
      ...{ maxMinutes: 'some', modelTokens: '', texts: [{ title: 'T', text: 'said' }], fromMissions: ['abc'] },
    },
    'half.or',
  );

  it('comes back as it was', () => {
    expect(writtenOf(JSON.parse(JSON.stringify(contentOf(full))))).toEqual(full);
  });

  it('has instants and numbers, and as typed what is neither yet', () => {
    expect(contentOf(full)).toMatchObject({
      notBefore: new Date('2026-12-24T18:30').toISOString(),
      ...{ maxCost: 0.5, priority: 0, maxMinutes: 'some', modelTokens: '' },
    });
  });

  it('is read as far as it goes where another page wrote it', () => {
    expect(writtenOf({ objective: 'Find it', domains: 7, notBefore: 'Z', later: true }).draft).toEqual({
      ...EMPTY_MISSION,
      objective: 'Find it',
      notBefore: 'Z',
    });
  });

  it('has a mark that each change changes, and is blank only with nothing half typed', () => {
    const marks = [NOTHING_WRITTEN, full, wrote({ objective: 'a' }), wrote({ objective: 'b' }), wrote({}, 'a')].map(
      markOf,
    );
    expect(new Set(marks).size).toBe(marks.length);
    expect(markOf(wrote({ objective: 'a' }))).toBe(marks[2]);
    expect([NOTHING_WRITTEN, wrote({}, 'a'), full].map(isBlank)).toEqual([true, false, false]);
  });

  it.each([[null], ['text'], [{ draftId: 7 }]])('knows no place from %j', (stored) => {
    expect(placeFrom(stored)).toBeNull();
  });

  it('reads a place that was stored, and leaves out what is none', () => {
    expect(placeFrom(JSON.parse(JSON.stringify(place([3, 'a'], true))))).toEqual(place([3, 'a'], true));
    expect(placeFrom({ draftId: ID, saved: { revision: 'x' } })).toEqual(place(null));
  });
});

describe('the id of the mission', () => {
  it('belongs to the draft and what is asked', async () => {
    const id = await derivedMissionId(ID, '{}');
    expect(missionId.safeParse(id).success).toBe(true);
    expect(id).toHaveLength(20);
    expect(await derivedMissionId(ID, '{}')).toBe(id);
    expect(await derivedMissionId(ID, '{ }')).not.toBe(id);
    expect(await derivedMissionId(ID.replace('0', '1'), '{}')).not.toBe(id);
  });

  it('had been sent before where its mission is older than the sending, whatever two clocks differ by', () => {
    const created = (at: number) => ({ created_at: toInstant(at) });
    expect(isFromBefore(created(NOW - 60_000), NOW)).toBe(true);
    expect([NOW - 3_000, NOW, NOW + 20_000].map((at) => isFromBefore(created(at), NOW))).toEqual([false, false, false]);
  });
});

test('where the draft is, in a line', () => {
  const at = new Date(2026, 10, 22, 14, 2).getTime();
  expect(whereaboutsText({ kind: 'account', at }, at)).toBe('Draft kept in your account, saved 14:02.');
  expect(whereaboutsText({ kind: 'alone', since: at, reason: 'unreachable' }, at)).toMatch(/alone since 14:02/);
  expect(whereaboutsText({ kind: 'alone', since: at, reason: 'refused' }, at)).toMatch(/too large/);
  const offer = { draft_id: ID, revision: 1, updated_at: toInstant(at), expires_at: toInstant(at), content: {} };
  expect(offerView(offer, at + 180_000)).toEqual({
    title: 'A newer draft from another device, 3 min ago',
    text: 'It has no objective yet.',
  });
  expect(offerView({ ...offer, content: { objective: ' Find it ' } }, at).text).toBe('It begins “Find it”');
  expect(asideView('spent')).toEqual({ text: expect.stringContaining('sent or thrown away meanwhile'), back: null });
  expect([asideView('gone').back, asideView('left').back]).toEqual(['Bring it back', 'Bring the other back']);
});

/** An account as the API keeps it: compare-and-swap on the revision. `away` is what it answers instead. */
function anAccount() {
  let kept: KeptFormDraft | null = null;
  const sent: string[] = [];
  const account = {
    away: null as Trouble | null,
    sent,
    get kept() {
      return kept;
    },
    elsewhere(written: Written | null): void {
      const updated_at = toInstant(Date.now());
      const draft_id = '9a9d3e2f-61c7-4e0b-8f1d-2b8a4c6e0f13';
      kept =
        written === null
          ? null
          : { draft_id, revision: Date.now(), updated_at, expires_at: updated_at, content: contentOf(written) };
    },
    calls: {
      read: async () => answer('read', () => kept),
      save: async ({ draft_id, revision, content }: SaveFormDraftRequest) =>
        answer('save', () => {
          if ((kept?.revision ?? null) !== revision) return CHANGED;
          const updated_at = toInstant(Date.now());
          return (kept = { draft_id, revision: Date.now(), updated_at, expires_at: updated_at, content });
        }),
      remove: async (revision: number) =>
        answer('remove', () => {
          if (kept !== null && kept.revision !== revision) return CHANGED;
          return (kept = null);
        }),
    },
  };
  function answer<T>(name: string, act: () => T | typeof CHANGED) {
    sent.push(name);
    const came = account.away ?? { done: act() };
    if (!('done' in came)) return { kind: 'problem', problem: came } as const;
    const { done } = came;
    if (done === CHANGED) return { kind: 'problem', problem: CHANGED } as const;
    return { kind: 'ok', data: done as Exclude<T, typeof CHANGED> } as const;
  }
  return account;
}

const trouble = (code: string): Trouble => ({ code, title: '', detail: '', next: '' });
const CHANGED = trouble('form_draft_changed');
const AWAY = trouble('no_answer');

/** What `localStorage` is to the page, which nobody has in these tests unless they say so. */
function aStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

/** A form that is open on a device, without a storage if none is there. */
function aForm({ calls }: Pick<ReturnType<typeof anAccount>, 'calls'>, written = NOTHING_WRITTEN) {
  const form = { shows: written };
  const draft: AccountDraft = new AccountDraft({
    ...{ uid: 'anna', written, calls, now: Date.now },
    fill: (next) => {
      form.shows = next;
      draft.write(next);
    },
  });
  return {
    draft,
    form,
    type: (objective: string): void => {
      form.shows = wrote({ objective });
      draft.write(form.shows);
    },
  };
}

describe('an open form and its account', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW });
    return () => {
      vi.useRealTimers();
      vi.unstubAllGlobals();
    };
  });
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  it('saves once the reader pauses, at most every ten seconds, and at once when the page is left', async () => {
    const account = anAccount();
    const { draft, type } = aForm(account);
    draft.open();
    await pass(0);
    type('a');
    await pass(1_900);
    type('ab');
    await pass(1_900);
    expect(account.sent).toEqual(['read']);
    await pass(200);
    expect(account.sent).toEqual(['read', 'save']);
    type('abc');
    await pass(7_000);
    expect(account.sent).toHaveLength(2);
    draft.flush();
    await pass(0);
    expect(account.kept?.content.objective).toBe('abc');
    type('abcd');
    draft.close();
    await pass(0);
    expect(account.kept?.content.objective).toBe('abcd');
    expect(draft.state.get().whereabouts).toEqual({ kind: 'account', at: NOW + 11_000 });
  });

  it('takes what another device has, and saves nothing of it again', async () => {
    const account = anAccount();
    account.elsewhere(wrote({ objective: 'theirs' }, 'half.or'));
    const { draft, form } = aForm(account);
    draft.open();
    await pass(60_000);
    expect(form.shows).toEqual(wrote({ objective: 'theirs' }, 'half.or'));
    expect(account.sent).toEqual(['read']);
    expect([draft.state.get().taken, draft.draftId()]).toEqual([1, account.kept?.draft_id]);
  });

  it.each(['mine', 'theirs'] as const)('asks where both went on, and heeds that the reader chose %s', async (whose) => {
    const account = anAccount();
    const { draft, form, type } = aForm(account);
    draft.open();
    type('mine');
    await pass(3_000);
    await pass(10_000);
    account.elsewhere(wrote({ objective: 'theirs' }));
    type('mine, more');
    await pass(20_000);
    expect(draft.state.get().offer?.content.objective).toBe('theirs');
    expect([form.shows.draft.objective, account.kept?.content.objective]).toEqual(['mine, more', 'theirs']);
    // What stands here is not what the account has.
    expect(draft.state.get().whereabouts).toEqual({ kind: 'device' });
    await draft.choice.choose(whose);
    await pass(20_000);
    const chosen = whose === 'mine' ? 'mine, more' : 'theirs';
    expect([form.shows.draft.objective, account.kept?.content.objective]).toEqual([chosen, chosen]);
    expect(draft.state.get().offer).toBeNull();
    // The other one comes back, and goes again, until the reader writes on.
    const other = whose === 'mine' ? 'theirs' : 'mine, more';
    for (const back of [other, chosen]) {
      draft.choice.bringBack();
      await pass(20_000);
      expect([form.shows.draft.objective, account.kept?.content.objective]).toEqual([back, back]);
    }
    expect(draft.state.get().aside?.why).toBe('left');
    type('written on');
    await pass(20_000);
    expect(draft.state.get().aside).toBeNull();
  });

  /** A form that the reader has written in, and in which they are offered another device's draft. */
  async function anOffer(account: ReturnType<typeof anAccount>) {
    const opened = aForm(account);
    opened.draft.open();
    opened.type('mine');
    await pass(15_000);
    account.elsewhere(wrote({ objective: 'theirs' }));
    opened.type('mine, more');
    await pass(20_000);
    expect(opened.draft.state.get().offer?.content.objective).toBe('theirs');
    return opened;
  }

  it('does not take what was sent since it was offered: it says so, and what stands here stays', async () => {
    const account = anAccount();
    const { draft, form } = await anOffer(account);
    account.elsewhere(null);
    const chosen = draft.choice.choose('theirs');
    expect(draft.state.get().isChecking).toBe(true);
    await chosen;
    await pass(20_000);
    expect(draft.state.get()).toMatchObject({ offer: null, isChecking: false, aside: { why: 'spent' } });
    expect([form.shows.draft.objective, account.kept?.content.objective]).toEqual(['mine, more', 'mine, more']);
  });

  it('takes the last state of what was offered, and what was offered where the account is away', async () => {
    const account = anAccount();
    const { draft, form } = await anOffer(account);
    account.elsewhere(wrote({ objective: 'theirs, more' }));
    await draft.choice.choose('theirs');
    expect(form.shows.draft.objective).toBe('theirs, more');
    const away = anAccount();
    const offered = await anOffer(away);
    away.away = AWAY;
    await offered.draft.choice.choose('theirs');
    expect(offered.form.shows.draft.objective).toBe('theirs');
  });

  it('looks again when the reader comes back, once a minute: an offer goes whose draft was sent', async () => {
    const account = anAccount();
    const { draft, form } = await anOffer(account);
    account.elsewhere(null);
    const reads = () => account.sent.filter((name) => name === 'read').length;
    const before = reads();
    draft.look();
    await pass(0);
    expect(reads()).toBe(before);
    await pass(60_000);
    draft.look();
    draft.look();
    await pass(0);
    expect(reads()).toBe(before + 1);
    expect(draft.state.get()).toMatchObject({ offer: null, aside: { why: 'spent' } });
    expect(form.shows.draft.objective).toBe('mine, more');
  });

  it('hears on coming back that what it has saved was sent elsewhere, or went on there, and not with more to save', async () => {
    const account = anAccount();
    const { draft, form, type } = aForm(account);
    draft.open();
    type('a');
    await pass(70_000);
    account.elsewhere(wrote({ objective: 'a, elsewhere' }));
    draft.look();
    await pass(0);
    expect(form.shows.draft.objective).toBe('a, elsewhere');
    await pass(70_000);
    account.elsewhere(null);
    draft.look();
    await pass(0);
    expect(isBlank(form.shows)).toBe(true);
    expect(draft.state.get().aside?.why).toBe('gone');
    await pass(70_000);
    type('b');
    const before = account.sent.length;
    draft.look();
    await pass(0);
    expect(account.sent).toHaveLength(before);
  });

  it('says since when it is on the device alone, and gets there by itself', async () => {
    const account = anAccount();
    account.away = AWAY;
    const { draft, type } = aForm(account);
    draft.open();
    type('a');
    await pass(20_000);
    expect(draft.state.get().whereabouts).toEqual({ kind: 'alone', since: NOW, reason: 'unreachable' });
    expect(account.sent).toEqual(['read', 'read']);
    account.away = null;
    await pass(60_000);
    expect(account.kept?.content.objective).toBe('a');
    expect(draft.state.get().whereabouts.kind).toBe('account');
  });

  it('is deleted once it is sent, whatever is on its way, and the next one is another draft', async () => {
    const account = anAccount();
    const { draft, type } = aForm(account);
    draft.open();
    await pass(0);
    type('a');
    const id = draft.draftId();
    draft.flush();
    draft.hold();
    draft.close();
    await draft.forget();
    expect(account.kept).toBeNull();
    expect(draft.draftId()).not.toBe(id);
  });

  it('is deleted when the form is emptied, and not another device’s newer one', async () => {
    const account = anAccount();
    const { draft, type } = aForm(account);
    draft.open();
    type('a');
    await pass(15_000);
    type('');
    await pass(15_000);
    expect(account.kept).toBeNull();
    type('b');
    await pass(15_000);
    account.elsewhere(wrote({ objective: 'theirs' }));
    await draft.forget();
    expect(account.kept?.content.objective).toBe('theirs');
  });

  it('empties the form where the draft was sent elsewhere, and brings it back under the same id', async () => {
    vi.stubGlobal('localStorage', aStorage());
    rememberUid('anna');
    const account = anAccount();
    const { draft, form, type } = aForm(account);
    draft.open();
    type('a');
    await pass(15_000);
    const id = draft.draftId();
    account.elsewhere(null);
    const before = form.shows;
    draft.close();
    const again = aForm(account, before);
    again.draft.open();
    await pass(1_000);
    expect(isBlank(again.form.shows)).toBe(true);
    again.draft.choice.bringBack();
    await pass(15_000);
    expect(again.form.shows).toEqual(before);
    expect([again.draft.draftId(), account.kept?.draft_id]).toEqual([id, id]);
  });
});
