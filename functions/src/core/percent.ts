/** Percent to one decimal: finer steps than a bar can show would only make numbers that jitter. */
export function roundPercent(percent: number): number {
  return Math.round(percent * 10) / 10;
}
