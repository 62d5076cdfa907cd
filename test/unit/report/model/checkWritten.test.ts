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
const kinds = (...sentences: readonly [string, ...string[]][]) =>
  checkWritten(
    {
      ...{ title: 'Leases', question: 'How?' },
      paragraphs: [{ lead: null, sentences: sentences.map(([text, ...passages]) => ({ text, passages })) }],
    },
    PASSAGES,
  ).map(({ kind }) => kind);
const GOOD: [string, string] = ['The holder renews its lease seconds before it ends.', 's1.1'];

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
    expect(kinds(GOOD, GOOD, sentence)).toEqual([kind]);
  });

  it('is compared by numbers alone where it is written in another language', () => {
    const german: [string, string] = ['Der Besitzer verlängert seinen Vertrag vor dessen Ende.', 's1.1'];
    expect(kinds(german, ['Seit 2019 lehnt die Datenbank veraltete Schreibvorgänge ab.', 's1.2'])).toEqual([]);
    expect(kinds(german, ['Seit 2021 lehnt die Datenbank veraltete Schreibvorgänge ab.', 's1.2'])).toEqual(['number']);
  });

  it('is nothing without a sentence', () => {
    expect(kinds()).toEqual(['empty']);
    expect(writingSentence({ kind: 'empty' })).toBe('It says nothing.');
    const told = writingSentence({ kind: 'unknown', sentence: 'It ends.', passage: 's1.9' }, () => '[3]');
    expect(told).toBe('“It ends.” cites [3], and there is no such passage.');
  });
});
