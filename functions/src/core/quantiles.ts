/** The `wanted` quantiles (0 to 1) of weighted values, by the midpoint rule; values and weights in any order. */
export function weightedQuantiles(
  values: readonly number[],
  weights: readonly number[],
  wanted: readonly number[],
): number[] {
  const order = values.map((value, index) => ({ value, weight: weights[index] ?? 0 }));
  order.sort((one, other) => one.value - other.value);
  const sum = order.reduce((total, { weight }) => total + weight, 0);
  let before = 0;
  const middles = order.map(({ weight }) => {
    before += weight;
    return sum > 0 ? (before - weight / 2) / sum : 0;
  });
  return wanted.map((quantile) => {
    const upper = middles.findIndex((middle) => middle >= quantile);
    const above = order[upper === -1 ? order.length - 1 : upper]?.value ?? 0;
    if (upper <= 0) return above;
    const low = order[upper - 1]?.value ?? above;
    const [from, to] = [middles[upper - 1] ?? 0, middles[upper] ?? 1];
    return to > from ? low + ((above - low) * (quantile - from)) / (to - from) : above;
  });
}

/** The middle of `values`; 0 of none. */
export function medianOf(values: readonly number[]): number {
  return (
    weightedQuantiles(
      values,
      values.map(() => 1),
      [0.5],
    )[0] ?? 0
  );
}
