const count = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 4 });

export function countText(amount: number): string {
  return count.format(amount);
}

/** Sizes in powers of ten, as limits are given. */
export function bytesText(bytes: number): string {
  if (bytes < 1_000) return `${count.format(bytes)} B`;
  if (bytes < 1_000_000) return `${count.format(bytes / 1_000)} kB`;
  return `${count.format(bytes / 1_000_000)} MB`;
}

export function dollarsText(amount: number): string {
  return dollars.format(amount);
}
