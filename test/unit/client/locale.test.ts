import { describe, expect, test } from 'vitest';
import { CLOCK, LOCALE, localeFor } from '../../../client/src/words/locale.ts';

const AT = Date.UTC(2026, 11, 3, 14, 2);

/** What somebody with this locale of their own reads: a time, a date, a number. */
function readBy(own: string): string[] {
  const { locale, hourCycle } = localeFor(own);
  const hour = hourCycle === 'h12' ? 'numeric' : '2-digit';
  const clock = new Intl.DateTimeFormat(locale, { hour, minute: '2-digit', hourCycle, timeZone: 'UTC' });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  // Intl sets the half of the day apart by a narrow blank.
  return [clock.format(AT).replaceAll(/\s/gu, ' '), day.format(AT), new Intl.NumberFormat(locale).format(12_345.5)];
}

describe('the locale that is written amid English words', () => {
  test.each([
    ['an American', 'en-US', 'en-US', ['2:02 PM', 'Dec 3', '12,345.5']],
    ['somebody in Britain', 'en-GB', 'en-GB', ['14:02', '3 Dec', '12,345.5']],
    ['somebody in India', 'en-IN', 'en-IN', ['2:02 pm', '3 Dec', '12,345.5']],
    ['a German', 'de-DE', 'en-DE', ['14:02', '3 Dec', '12.345,5']],
    ['one whose browser does not say which', 'de', 'en-DE', ['14:02', '3 Dec', '12.345,5']],
    ['somebody in Switzerland', 'de-CH', 'en-CH', ['14:02', '3 Dec', "12'345.5"]],
    ['somebody in Egypt, of whose English Intl knows nothing', 'ar-EG', 'en-GB', ['2:02 pm', '3 Dec', '12,345.5']],
    ['one of a whole continent', 'es-419', 'en-GB', ['2:02 pm', '3 Dec', '12,345.5']],
    ['one who writes other digits', 'en-US-u-nu-arab', 'en-US', ['2:02 PM', 'Dec 3', '12,345.5']],
    ['an American with a clock of 24 hours', 'en-US-u-hc-h23', 'en-US', ['14:02', 'Dec 3', '12,345.5']],
    ['nobody knows who', 'und', 'en-GB', ['14:02', '3 Dec', '12,345.5']],
    ['one whose language does not exist', 'xx', 'en-GB', ['14:02', '3 Dec', '12,345.5']],
    ['one whose region does not exist', 'de-QX', 'en-GB', ['14:02', '3 Dec', '12,345.5']],
  ])('of %s', (_, own, locale, read) => {
    expect(localeFor(own).locale).toBe(locale);
    expect(readBy(own)).toEqual(read);
  });

  test.each([['fr-FR'], ['ja-JP']])('%s: the clock of 24 hours, whatever its English is', (own) => {
    expect(readBy(own)[0]).toBe('14:02');
    expect(new Intl.Locale(localeFor(own).locale).language).toBe('en');
  });

  test('of these tests is one, whatever the machine’s is', () => {
    expect([LOCALE, CLOCK.hourCycle]).toEqual(['en-GB', 'h23']);
  });
});
