import { LOCALE } from './locale.ts';

const count = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
// English whatever the region: the endings and the words are.
const plurals = new Intl.PluralRules('en');
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const dollars = new Intl.NumberFormat(LOCALE, { style: 'currency', currency: 'USD', maximumFractionDigits: 4 });
const exact = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 3 });

export function countText(amount: number): string {
  return count.format(amount);
}

/** An amount as somebody gave it, to the thousandth. */
export function amountText(amount: number): string {
  return exact.format(amount);
}

/** The word for so many of a thing. */
export function plural(count: number, one: string, many: string): string {
  return plurals.select(count) === 'one' ? one : many;
}

/** So many of a thing: "1 step", "1,200 steps". */
export function countedText(count: number, one: string, many: string): string {
  return `${countText(count)} ${plural(count, one, many)}`;
}

/** A place in a line: "1st", "22nd", "113th". */
export function ordinalText(place: number): string {
  const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
  return `${count.format(place)}${endings[ordinals.select(place)] ?? 'th'}`;
}

/** Sizes in powers of ten, as limits are given. */
export function bytesText(bytes: number): string {
  if (bytes < 1_000) return `${count.format(bytes)} B`;
  if (bytes < 1_000_000) return `${count.format(bytes / 1_000)} kB`;
  if (bytes < 1_000_000_000) return `${count.format(bytes / 1_000_000)} MB`;
  return `${count.format(bytes / 1_000_000_000)} GB`;
}

export function dollarsText(amount: number): string {
  return dollars.format(amount);
}
