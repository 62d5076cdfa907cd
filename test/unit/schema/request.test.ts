import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missionId, newMissionId } from '../../../functions/src/schema/ids.ts';
import { allowedDomain, NO_DOMAIN, objective, scope } from '../../../functions/src/schema/request.ts';

describe('an allowed domain', () => {
  it.each([
    ['python.org', 'python.org'],
    ['  Python.ORG ', 'python.org'],
    ['https://docs.python.org/3/tutorial/', 'docs.python.org'],
    ['http://python.org:80', 'python.org'],
    ['python.org.', 'python.org'],
    ['localhost:5000', 'localhost:5000'],
    ['127.0.0.1:8080', '127.0.0.1:8080'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['例え.jp', 'xn--r8jz45g.jp'],
  ])('%s is %s', (given, host) => {
    expect(allowedDomain.parse(given)).toBe(host);
  });

  it.each([
    '',
    ' ',
    'two words.org',
    'user:pass@python.org',
    'ftp://python.org',
    'javascript:alert(1)',
    '*.python.org',
    'python..org',
    '-',
    'a/b',
    'python.org:99999',
    '[::1]',
    'x'.repeat(300),
  ])('%j is none', (given) => {
    const parsed = allowedDomain.safeParse(given);
    // A path after a host is cut off, as in an address; "a/b" is the host "a".
    expect(parsed.success ? parsed.data : 'refused').toBe(given === 'a/b' ? 'a' : 'refused');
  });

  it.each([
    ['*.python.org', 'must be without "*.": "python.org" allows its subdomains too'],
    ['http://', 'needs a domain behind it, such as "python.org"'],
    ['https:', 'needs a domain behind it, such as "python.org"'],
    ['*', NO_DOMAIN],
    ['*.python.org:8080', NO_DOMAIN],
    ['ftp://', NO_DOMAIN],
    ['two words.org', NO_DOMAIN],
  ])('%s is none, and it is said what to change', (given, message) => {
    expect(allowedDomain.safeParse(given).error?.issues.map((issue) => issue.message)).toEqual([message]);
  });

  it('is its own normal form', () => {
    fc.assert(
      fc.property(fc.domain(), (domain) => {
        const once = allowedDomain.parse(domain);
        expect(allowedDomain.parse(once)).toBe(once);
      }),
    );
  });

  it('is a host or refused, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const parsed = allowedDomain.safeParse(text);
        if (parsed.success) expect(new URL(`http://${parsed.data}`).host).toBe(parsed.data);
      }),
    );
  });
});

describe('a scope', () => {
  it('names a domain once', () => {
    expect(scope.parse({ allowed_domains: ['python.org', 'https://PYTHON.org/x'] })).toEqual({
      allowed_domains: ['python.org'],
    });
  });
});

describe('an objective', () => {
  it('is trimmed, and may be in any language', () => {
    expect(objective.parse('  学習 Python を 🐍 ')).toBe('学習 Python を 🐍');
  });

  it.each(['', '  a ', 'x'.repeat(2001), 'broken \ud800 half', 'bell \u0007'])('%j is refused', (text) => {
    expect(objective.safeParse(text).success).toBe(false);
  });
});

describe('a mission id', () => {
  it('that we draw is a valid one', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        const id = newMissionId((below) => (numbers.next().value ?? 0) % below);
        expect(missionId.parse(id)).toBe(id);
        expect(id).toHaveLength(20);
      }),
    );
  });

  it.each(['', 'ab', 'create', 'progress', '-abc', '__name__', 'a/b', 'a.b', 'ä12', 'x'.repeat(65)])(
    '%j is refused',
    (id) => {
      expect(missionId.safeParse(id).success).toBe(false);
    },
  );
});
