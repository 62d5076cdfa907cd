import { describe, expect, it } from 'vitest';
import { checkWritten, writingSentence } from '../../../../functions/src/catalog/report/model/checkWritten.ts';

const PASSAGES = [
  {
    id: 's1.1',
    heading: 'Renewal',
    text: 'The holder of a lease renews it ten seconds before it ends, after 1,000 ms.',
  },
  { id: 's1.2', heading: 'Fence', text: 'A write with an older fence is refused by the database since 2019.' },
];
type Sentence = readonly [text: string, ...passages: string[]];
const judged = (sentences: readonly (Sentence | { readonly near: Sentence })[]) => {
  const said = sentences.map((one) => {
    const [text, ...passages] = 'near' in one ? one.near : one;
    return { text, passages, ...('near' in one ? { is_inherited: true } : {}) };
  });
  return checkWritten(
    { ...{ title: 'Leases', question: 'How?' }, paragraphs: [{ lead: null, sentences: said }] },
    PASSAGES,
  );
};
const kinds = (...sentences: readonly (Sentence | { readonly near: Sentence })[]) =>
  judged(sentences).problems.map(({ kind }) => kind);
const kept = (...sentences: readonly (Sentence | { readonly near: Sentence })[]) =>
  judged(sentences).sound?.paragraphs.flatMap((paragraph) => paragraph.sentences.map(({ text }) => text)) ?? null;
const GOOD: [string, string] = ['The holder renews its lease seconds before it ends.', 's1.1'];
const FENCE: [string, string] = ['The database refuses a write that has an older fence, since 2019.', 's1.2'];
const RUM = 'Pirates buried golden coins under palm trees.';

describe('what a model wrote', () => {
  it('is sound where it says what its passages say', () => {
    expect(kinds(GOOD, ['The database refuses a write that has an older fence, since 2019.', 's1.2'])).toEqual([]);
    expect(kinds(['A renewal comes after 1000 ms.', 's1.1'])).toEqual([]);
    expect(kinds(['The holder renews its lease 10 seconds before it ends.', 's1.1'])).toEqual([]);
  });

  it.each<[string, [string, ...string[]], string]>([
    ['nothing cited', ['The lease ends.'], 'uncited'],
    ['a passage that is not there', ['The lease ends.', '[9]'], 'unknown'],
    ['a number of its own', ['The database refuses an older fence since 2021.', 's1.2'], 'number'],
    ['the number of another passage', ['The holder renews its lease since 2019.', 's1.1'], 'number'],
    ['something else altogether', ['Pirates buried golden coins under palm trees.', 's1.2'], 'unlike'],
    ['what another passage says', ['The holder renews it seconds before it ends.', 's1.2'], 'unlike'],
  ])('is not with %s', (_name, sentence, kind) => {
    expect(kinds(GOOD, FENCE, sentence)).toEqual([kind]);
  });

  it('is compared by numbers alone where it is written in another language', () => {
    const german: [string, string] = ['Der Besitzer verlängert seinen Vertrag vor dessen Ende.', 's1.1'];
    expect(kinds(german, ['Seit 2019 lehnt die Datenbank veraltete Schreibvorgänge ab.', 's1.2'])).toEqual([]);
    expect(kinds(german, ['Seit 2021 lehnt die Datenbank veraltete Schreibvorgänge ab.', 's1.2'])).toEqual(['number']);
  });

  it('is held against its passages where it is invented from end to end, and not taken for another language', () => {
    const mayor: Sentence = ['The mayor of a town was bribed with gold by the pirates.', 's1.1'];
    const verdict = judged([mayor, ['A chest of rum is hidden in the garden of an old palace.', 's1.2']]);
    expect(verdict).toMatchObject({ isCompared: true, sound: null });
    expect(verdict.problems.map(({ kind }) => kind)).toEqual(['unlike', 'unlike']);
    expect(judged([['Der Besitzer verlängert die Miete in der Zeit vor dem Ende.', 's1.1']]).isCompared).toBe(false);
  });

  it('is judged sentence by sentence: one that took the mark behind it must fit it more plainly', () => {
    const half: Sentence = ['The Romans invented the database and ate a golden fence.', 's1.2'];
    expect(kinds(GOOD, FENCE, { near: half })).toEqual(['unborne']);
    expect(kinds(GOOD, FENCE, half)).toEqual([]);
    expect(kinds(GOOD, { near: FENCE })).toEqual([]);
    expect(kinds(GOOD, { near: ['Since 2021 it is refused by the database.', 's1.2'] })).toEqual(['unborne']);
  });

  it('loses what cites nothing that fits, as long as half of it stays', () => {
    expect(judged([GOOD, { near: [RUM, 's1.2'] }, FENCE, ['Let me know if you need anything else!']])).toMatchObject({
      isToMend: true,
      sound: { left_out: { unfit: 2, repeated: 0 } },
    });
    expect(kept(GOOD, { near: [RUM, 's1.2'] }, FENCE)).toEqual([GOOD[0], FENCE[0]]);
    expect(kept(GOOD, { near: [RUM, 's1.2'] }, ['Let me know.'])).toBeNull();
  });

  it('is not sound with one that names a passage itself which does not fit', () => {
    expect(kept(GOOD, FENCE, GOOD, [RUM, 's1.2'])).toBeNull();
    expect(kept(GOOD, FENCE, ['The lease ends.', '[9]'])).toBeNull();
    expect(kept(GOOD, FENCE, ['In 2021.', 's1.2'])).toBeNull();
  });

  it('is not failed by a phrase that is too short to compare, which is left out', () => {
    expect(kept(GOOD, ['Pirates sing.', 's1.2'], FENCE)).toEqual([GOOD[0], FENCE[0]]);
    expect(kept(GOOD, ['It has a fence.', 's1.2'])).toEqual([GOOD[0], 'It has a fence.']);
  });

  it('loses what it says twice, and is given back where it hardly says anything else', () => {
    const again: Sentence = [`${GOOD[0].toUpperCase().slice(0, -1)} !`, 's1.1'];
    expect(judged([GOOD, again, FENCE])).toMatchObject({
      isToMend: false,
      sound: { left_out: { unfit: 0, repeated: 1 } },
    });
    expect(kept(GOOD, again, FENCE)).toEqual([GOOD[0], FENCE[0]]);
    const thirty = judged(Array.from({ length: 30 }, () => GOOD));
    expect(thirty).toMatchObject({ isToMend: true, sound: { left_out: { unfit: 0, repeated: 29 } } });
  });

  it('is told with quotations that end at a word', () => {
    const told = writingSentence({ kind: 'uncited', sentence: 'lease '.repeat(40).trim() });
    expect(told).toMatch(/^“(?:lease ){20,}…” cites no passage\.$/);
  });

  it('is nothing without a sentence', () => {
    expect(judged([])).toMatchObject({ problems: [{ kind: 'empty' }], isToMend: true, sound: null });
    expect(writingSentence({ kind: 'empty' })).toBe('It says nothing.');
    const told = writingSentence({ kind: 'unknown', sentence: 'It ends.', passage: 's1.9' }, () => '[3]');
    expect(told).toBe('“It ends.” cites [3], and there is no such passage.');
  });
});
