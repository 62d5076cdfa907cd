interface Written {
  readonly locale: string;
  readonly hourCycle: 'h12' | 'h23';
}

const FALLBACK = 'en-GB';

/**
 * How numbers, dates and lists are written amid English words for somebody whose own locale this is: their English, or
 * English as their region writes it, with the hours of their clock.
 */
export function localeFor(own: string): Written {
  // Without a second choice Intl would take the hours of this machine for a language that it does not know.
  const { hourCycle } = new Intl.DateTimeFormat([own, FALLBACK], { hour: 'numeric' }).resolvedOptions();
  return {
    locale: englishFor(new Intl.Locale(own)),
    hourCycle: hourCycle === 'h11' || hourCycle === 'h12' ? 'h12' : 'h23',
  };
}

/** Base names only: digits or a calendar of another language would stand amid English words. */
function englishFor(own: Intl.Locale): string {
  if (own.language === 'en') return own.baseName;
  // What is likely of no language at all is America.
  const { region } = own.baseName === 'und' ? own : own.maximize();
  if (region === undefined) return FALLBACK;
  const english = new Intl.DateTimeFormat(`en-${region}`).resolvedOptions().locale;
  // Of a region that it does not know Intl writes "en", which is American: months before days.
  return new Intl.Locale(english).region === region ? english : FALLBACK;
}

const { locale, hourCycle } = localeFor(new Intl.DateTimeFormat().resolvedOptions().locale);

/** The locale of everything that Intl writes on this device, and of the amounts that are typed here. */
export const LOCALE = locale;

/** How a time of day is written here: "2:02 PM", "08:02". */
export const CLOCK = { hour: hourCycle === 'h12' ? 'numeric' : '2-digit', minute: '2-digit', hourCycle } as const;
