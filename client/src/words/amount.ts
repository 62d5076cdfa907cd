const count = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const ordinals = new Intl.PluralRules('en-GB', { type: 'ordinal' });
const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 4 });

export function countText(amount: number): string {
  return count.format(amount);
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
