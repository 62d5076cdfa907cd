import type { Figure, Row } from './figures.ts';

const HEADS = ['measured', 'unit', 'ours', 'floor', 'ratio to the floor', 'target', ''];

/** The rows as an aligned text table; each figure as its median and, where the repetitions differ, its spread. */
export function tableOf(rows: readonly Row[]): string {
  return alignedTable(HEADS, rows.map(cellsOf));
}

/** Cells in columns as wide as their longest. */
export function alignedTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [lines[0], rule, ...lines.slice(1)].join('\n').trimEnd();
}

/** The same as a Markdown table, which also reads as it stands. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [heads, heads.map(() => ''), ...rows];
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0), 2));
  const lines = cells.map((row, index) => {
    const padded = row.map((cell, column) => cell.padEnd(widths[column] ?? 0, index === 1 ? '-' : ' '));
    return `| ${padded.join(' | ')} |`;
  });
  return lines.join('\n');
}

function cellsOf({ name, unit, ours, floor, ratio, target, isMet }: Row): string[] {
  return [
    name,
    unit,
    figureText(ours),
    `${figureText(floor)} ${floor.name}`,
    ratio === null ? '' : figureText(ratio),
    target === null ? '' : `${target.of} ${target.at === 'least' ? '>=' : '<='} ${numberText(target.value)}`,
    isMet === null ? '' : isMet ? 'met' : 'MISSED',
  ];
}

/** Its median and, where the repetitions differ, its spread. */
export function figureText({ median, lowest, highest }: Figure): string {
  const middle = numberText(median);
  const spread = [numberText(lowest), numberText(highest)];
  return spread.every((end) => end === middle) ? middle : `${middle} (${spread.join(' to ')})`;
}

/** Three figures that matter: what moves beyond them is the machine. */
export function numberText(value: number): string {
  if (value === 0 || Number.isInteger(value)) return String(value);
  return String(Number(value.toPrecision(Math.abs(value) >= 1000 ? 4 : 3)));
}
