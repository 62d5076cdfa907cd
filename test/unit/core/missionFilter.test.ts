import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countLookup, lookupOf, matcherOf, possibleStatuses } from '../../../functions/src/core/missionFilter.ts';
import { labelsOf, matchesText, narrowestTerm, textQuery, wordTerms } from '../../../functions/src/core/searchTerms.ts';
import { MISSION_STATUSES } from '../../../functions/src/schema/mission.ts';
import { listMissionsQuery } from '../../../functions/src/schema/requests.ts';
import { proposed } from '../../support/missions.ts';
import { STATES } from '../../support/states.ts';
import { story, tell } from '../../support/stories.ts';

const finds = (objective: string, text: string): boolean => matchesText(objective, textQuery(text));

describe('the words of an objective', () => {
  it.each([
    ['Find Python tutorials', 'python'],
    ['Find Python tutorials', 'TUTORIALS find'],
    ['Find Python tutorials', 'python tut'],
    ['Find Python tutorials', 'f'],
    ['Où trouver des crêpes à Orléans?', 'ou crepes orleans'],
    ['Ou trouver des crepes a Orleans', 'Où crêpes Orléans'],
    ['Straßenbahn in Köln', 'strassenbahn koln'],
    ['ΟΔΟΣ Αθηνών', 'οδος αθην'],
    ['İstanbul', 'istanbul'],
    ['Что нового в TypeScript 7?', 'нов typescript 7'.split(' ').toReversed().join(' ')],
    ['日本語の資料', '日本'],
    ['हिन्दी पाठ', 'हिन्दी'],
    ['e-mail, once', 'mail once'],
  ])('of %j are found by %j', (objective, text) => expect(finds(objective, text)).toBe(true));

  it.each([
    ['Find Python tutorials', 'ruby'],
    ['Find Python tutorials', 'pyth tutorials'],
    ['Find Python tutorials', 'python ruby'],
    ['Find Python tutorials', 'ython'],
    ['Find Python tutorials', 'pythons'],
  ])('of %j are not found by %j', (objective, text) => expect(finds(objective, text)).toBe(false));

  it('are stored so that whatever is found in them is found by its term', () => {
    const word = fc.oneof(fc.constantFrom('a', 'of', 'the', 'python', 'Straße', 'ÀÉ', '𝒳𝒴𝒵𝒲𝒱', '日本語'), fc.string());
    const words = fc.array(word, { minLength: 1, maxLength: 6 });
    let met = 0;
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(8), (all, pick, cut) => {
        const objective = all.join(' ');
        const chosen = all[pick % all.length] ?? '';
        const text = [...all.slice(0, pick % 3), chosen.slice(0, chosen.length - cut)].join(' ');
        const query = textQuery(text);
        const term = narrowestTerm(query);
        if (!matchesText(objective, query) || term === null) return;
        met += 1;
        expect(wordTerms(objective)).toContain(term);
      }),
      { numRuns: 2_000 },
    );
    expect(met).toBeGreaterThan(200);
  });

  it('take three terms at most, each within what Firestore indexes', () => {
    expect(wordTerms('The the THE tutorial')).toEqual(['the', 'th*', 'tutorial', 'tu*', 'tuto*']);
    expect(wordTerms('x'.repeat(2_000))).toEqual(['x'.repeat(40), 'xx*', 'xxxx*']);
  });

  it('are looked up by the one with the most letters', () => {
    expect(narrowestTerm(textQuery('how to install postgres on de'))).toBe('postgres');
    expect(narrowestTerm(textQuery('how to tutor'))).toBe('tuto*');
    expect(narrowestTerm(textQuery('p'))).toBeNull();
  });
});

describe('what the database is asked', () => {
  it('is a label for a type and a tag, with the statuses beside it', () => {
    const labels = labelsOf('research', ['docs', 'team:a']);
    expect(labels).toEqual(['@research', '#docs', '@research#docs', '#team:a', '@research#team:a']);
    for (const query of [{ type: 'research' }, { tag: 'docs' }, { type: 'research', tag: 'docs' }]) {
      const lookup = lookupOf(query);
      expect(labels).toContain(lookup.label);
      expect(lookup.statuses).toEqual(MISSION_STATUSES);
      expect(countLookup(query, 'failed')).toMatchObject({ label: lookup.label, statuses: ['failed'] });
    }
    expect(lookupOf({ tag: 'other' }).label).not.toBe(lookupOf({ type: 'other' }).label);
  });

  it('is nothing but the owner and the time where nothing is asked for', () => {
    expect(lookupOf({})).toEqual({ word: null, label: null, statuses: null, createdAfter: null, createdBefore: null });
  });

  it('leaves out statuses that have no such percent, and none that has', () => {
    expect(possibleStatuses({ progress_min: 100 })).toEqual(['completed']);
    expect(possibleStatuses({ progress_max: 99 })).not.toContain('completed');
    expect(possibleStatuses({ progress_min: 1 })).not.toContain('approved');
    expect(possibleStatuses({ status: ['completed'], progress_max: 50 })).toEqual([]);
    fc.assert(
      fc.property(story, fc.nat(100), (told, percent) => {
        tell(told, (_before, outcome) => {
          if (outcome.kind !== 'applied') return;
          for (const query of [{ progress_min: percent }, { progress_max: percent }]) {
            if (matcherOf(query)(outcome.mission)) expect(possibleStatuses(query)).toContain(outcome.mission.status);
          }
        });
      }),
      { numRuns: 100 },
    );
  });
});

describe('a mission', () => {
  const mission = { ...proposed(), tags: ['docs'] };
  it.each([
    [{}, true],
    [{ status: 'proposed,failed', type: 'research', tag: 'docs', text: 'python', progress_max: '0' }, true],
    [{ status: 'failed' }, false],
    [{ type: 'report' }, false],
    [{ tag: 'doc' }, false],
    [{ text: 'ruby' }, false],
    [{ progress_min: '0.1' }, false],
    [{ created_after: mission.created_at }, false],
    [{ created_before: mission.created_at }, false],
    [{ created_after: '2026-11-01T11:59:59+02:00', created_before: '2026-11-01T12:00:01+02:00' }, true],
  ])('matches %j: %j', (query, isMatch) => {
    expect(matcherOf(listMissionsQuery.parse(query))(mission)).toBe(isMatch);
  });

  it('has a percent of 100 exactly when it is completed', () => {
    for (const make of Object.values(STATES)) {
      const state = make();
      expect(state.execution_record.progress_tracker.progress_percent === 100).toBe(state.status === 'completed');
    }
  });
});
