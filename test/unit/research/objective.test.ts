import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyIntent } from '../../../functions/src/catalog/web/classifyIntent.ts';
import { stem, termsOf, wordsOf } from '../../../functions/src/catalog/web/terms.ts';

describe('words and stems', () => {
  it.each([
    [['install', 'installs', 'installing', 'installed', 'installation', 'installations'], 'install'],
    [['package', 'packages', 'packaging', 'packaged'], 'packag'],
    [['query', 'queries'], 'query'],
    [['database', 'databases'], 'databas'],
    [['alias', 'aliases'], 'alias'],
    [['box', 'boxes'], 'box'],
    [['class', 'classes'], 'class'],
    [['run', 'runs', 'running'], 'run'],
    [['configure', 'configuration', 'configuring'], 'configur'],
    [['merge', 'merges', 'merging', 'merged'], 'merg'],
  ])('%j meet', (words, meeting) => expect(new Set(words.map(stem))).toEqual(new Set([meeting])));

  it.each(['ring', 'red', 'status', 'this', 'bus', 'c++', 'naïve', '日本'])('%s stays', (word) =>
    expect(stem(word)).toBe(word),
  );

  it('takes names in camel case apart, keeps C++ and C#, and finds words where there are no spaces', () => {
    expect(wordsOf('UnicodeDecodeError').map((word) => word.text)).toEqual([
      'unicodedecodeerror',
      'unicode',
      'decode',
      'error',
    ]);
    expect(wordsOf('readFile JavaScript PostgreSQL').map((word) => word.text)).toEqual([
      'readfile',
      'read',
      'file',
      'javascript',
      'postgresql',
    ]);
    expect(termsOf('C++ or C# or R?')).toEqual(['c++', 'c#', 'r']);
    expect(termsOf('パッケージをインストールする')).toEqual(expect.arrayContaining(['パッケージ', 'インストール']));
  });
});

describe('classifyIntent', () => {
  it.each([
    ['how to install packages with pip', 'how_to', ['install', 'packag', 'pip']],
    ['Find Python tutorials', 'how_to', ['python']],
    ['difference between merge and rebase', 'comparison', ['merg', 'rebas']],
    ['PostgreSQL vs MySQL', 'comparison', ['postgresql', 'mysql']],
    ['What is a generator?', 'definition', ['generator']],
    [
      'fix UnicodeDecodeError when reading a file',
      'troubleshooting',
      ['unicodedecodeerror', 'unicod', 'decod', 'error', 'read', 'fil'],
    ],
    ["What's new in asyncio", 'news', ['asyncio']],
    ['open() parameters reference', 'reference', ['open']],
    ['list all string methods', 'discovery', ['string', 'method']],
    ['vector databases', 'discovery', ['vector', 'databas']],
  ])('%s asks for %s', (objective, intent, terms) => {
    const found = classifyIntent(objective);
    expect(found.intent).toBe(intent);
    expect(found.terms).toEqual(terms);
  });

  it('says which words led to it and is less sure in a dispute', () => {
    const clear = classifyIntent('how to rebase');
    expect(clear.why).toContain('“how to”');
    expect(clear.confidence).toBe(0.75);
    const dispute = classifyIntent('how to fix a broken rebase');
    expect(dispute.confidence).toBeLessThan(clear.confidence);
    expect(dispute.why).toContain('would suggest');
    expect(classifyIntent('rebase')).toMatchObject({ intent: 'discovery', confidence: 0.3 });
  });

  it('keeps what stands in quotation marks', () => {
    expect(classifyIntent('pages with "virtual environment" or “wheel file”').phrases).toEqual([
      'virtual environment',
      'wheel file',
    ]);
    expect(classifyIntent('the "" and "of the"').phrases).toEqual([]);
  });

  it('finds a subject in every objective that has a word, and always the same', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ minLength: 3, maxLength: 300 }), fc.lorem()), (objective) => {
        const found = classifyIntent(objective);
        expect(found).toEqual(classifyIntent(objective));
        expect(found.confidence).toBeGreaterThan(0);
        expect(found.confidence).toBeLessThanOrEqual(1);
        expect(found.terms.length > 0).toBe(wordsOf(objective).length > 0);
        expect(found.terms.length).toBeLessThanOrEqual(24);
      }),
    );
  });
});
