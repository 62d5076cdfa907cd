import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldProblems, fieldWords } from '../../../functions/src/core/fieldProblems.ts';
import { missingSource, reportRequest } from '../../../functions/src/schema/reportRequest.ts';

function problemsOf(body: unknown): string[] {
  const parsed = reportRequest.safeParse(body, { error: fieldWords });
  return parsed.success ? [] : fieldProblems(parsed.error, 'report').map(({ field, message }) => `${field} ${message}`);
}

const EMPTY = { mission_ids: [], addresses: [], texts: [] };

describe('what a report is asked with', () => {
  it('is a standard report in English, quoted from the allowed domains, when nothing is said', () => {
    expect(reportRequest.parse({})).toEqual({
      ...{ sources: EMPTY, depth: 'standard', length: 'medium', language: 'en', engine: 'extractive' },
      budget: {},
    });
  });

  it('keeps addresses as they are asked for, and each thing once', () => {
    const { sources } = reportRequest.parse({
      sources: {
        addresses: ['HTTPS://Example.org', 'https://example.org/#top', ' http://example.org:8080/a?b=c#d '],
        mission_ids: ['abc', 'abc'],
      },
    });
    expect(sources.addresses).toEqual(['https://example.org/', 'http://example.org:8080/a?b=c']);
    expect(sources.mission_ids).toEqual(['abc']);
  });

  it('writes a language as it is written', () => {
    expect(reportRequest.parse({ language: 'PT-br' }).language).toBe('pt-BR');
  });

  const text = { title: 'Notes', text: 'A text.' };
  it.each([
    ['no list', { sources: { addresses: 'https://a.org' } }, 'report.sources.addresses must be a list'],
    [
      'not the web',
      { sources: { addresses: ['https://a.org', 'ftp://a.org'] } },
      'report.sources.addresses[1] must be an address such as "https://www.python.org/about/"',
    ],
    [
      'a script',
      { sources: { addresses: ['javascript:alert(1)'] } },
      'report.sources.addresses[0] must be an address such as "https://www.python.org/about/"',
    ],
    [
      'a password',
      { sources: { addresses: ['https://me:secret@a.org/'] } },
      'report.sources.addresses[0] must not have a user name or a password in it',
    ],
    [
      'too many',
      { sources: { addresses: Array.from({ length: 51 }, (_, n) => `https://a.org/${n}`) } },
      'report.sources.addresses takes at most 50 addresses',
    ],
    [
      'too many texts',
      { sources: { texts: Array.from({ length: 11 }, () => text) } },
      'report.sources.texts takes at most 10 texts',
    ],
    [
      'too long a text',
      { sources: { texts: [{ ...text, text: 'x'.repeat(50_001) }] } },
      'report.sources.texts[0].text must have at most 50000 characters',
    ],
    [
      'a blank title',
      { sources: { texts: [{ ...text, title: '  ' }] } },
      'report.sources.texts[0].title must have at least 1 character',
    ],
    [
      'a broken text',
      { sources: { texts: [{ ...text, text: 'x\ud800' }] } },
      'report.sources.texts[0].text has a broken character in it',
    ],
    ['no mission', { sources: { mission_ids: ['a/b'] } }, 'report.sources.mission_ids[0] must be 3 to 64 letters'],
    ['another field', { sources: { urls: [] } }, 'report.sources.urls is not a field of this request'],
    ['another depth', { depth: 'bottomless' }, 'report.depth must be one of brief, standard, deep'],
    ['another length', { length: 12 }, 'report.length must be one of short, medium, long'],
    ['another engine', { engine: 'magic' }, 'report.engine must be one of extractive, model'],
    ['no language', { language: 'not a tag' }, 'report.language must be a language such as "en" or "pt-BR"'],
  ])('refuses %s at its field', (_name, body, problem) => {
    expect(problemsOf(body)).toEqual([expect.stringContaining(problem)]);
  });

  it('never throws, and what it takes for a language every segmenter takes too', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (tag) => {
        const parsed = reportRequest.safeParse({ language: tag });
        if (parsed.success) expect(() => new Intl.Segmenter(parsed.data.language)).not.toThrow();
      }),
    );
  });
});

describe('what is there to read', () => {
  it.each([
    ['nothing', EMPTY, [], 'needs a mission, an address, a text or an allowed domain to read'],
    ['a domain', EMPTY, ['a.org'], null],
    ['a text', { ...EMPTY, texts: [{ title: 'a', text: 'b' }] }, [], null],
    ['an address', { ...EMPTY, addresses: ['https://a.org/'] }, [], null],
    ['a mission', { ...EMPTY, mission_ids: ['abc'] }, [], null],
  ])('%s', (_name, sources, domains, problem) => expect(missingSource(sources, domains)).toBe(problem));
});
