import { describe, expect, it } from 'vitest';
import { inRepo } from '../../scripts/paths.ts';
import { coverageLine, coverageOf, judgeCoverage } from '../../scripts/testing/coverage.ts';

const place = (line: number) => ({ start: { line, column: 0 }, end: { line, column: 9 } });

/** What one run saw of a file of four lines and a branch of two ways: how often each was run. */
function seen(path: string, lines: readonly number[], ways: readonly [number, number]) {
  const absolute = inRepo(path);
  return {
    [absolute]: {
      path: absolute,
      statementMap: Object.fromEntries(lines.map((_, index) => [index, place(index + 1)])),
      s: Object.fromEntries(lines.entries()),
      fnMap: {},
      f: {},
      branchMap: { 0: { type: 'if', line: 2, loc: place(2), locations: [place(2), place(3)] } },
      b: { 0: [...ways] },
    },
  };
}

describe('the coverage of several parts', () => {
  const unit = seen('functions/src/core/a.ts', [1, 1, 0, 0], [1, 0]);
  const emulator = seen('functions/src/core/a.ts', [0, 3, 5, 0], [0, 0]);

  it('counts what any of them ran, once', () => {
    const [functions] = coverageOf([unit, emulator]);
    expect(functions).toMatchObject({ name: 'functions', lines: 75, branches: 50 });
    expect(functions?.files).toEqual([{ path: 'functions/src/core/a.ts', lines: 75, branches: 50 }]);
    expect(coverageOf([emulator])[0]).toMatchObject({ lines: 50, branches: 0 });
  });

  it('is told for each folder that has code', () => {
    const client = seen('client/src/b.ts', [1, 1, 1, 1], [1, 1]);
    expect(coverageLine(coverageOf([unit, client]))).toBe(
      'coverage of functions: 50.0 % lines, 50.0 % branches; of client: 100.0 % lines, 100.0 % branches',
    );
    expect(coverageOf([seen('web/src/c.ts', [1], [1, 1])])).toEqual([]);
  });

  it.each([
    ['enough of both', 90, 90, 0],
    ['too few lines, by a hair', 89.99, 100, 1],
    ['too few branches', 100, 89.9, 1],
  ])('with %s', (_what, lines, branches, failed) => {
    const files = [
      { path: 'good.ts', lines: 100, branches: 100 },
      { path: 'bad.ts', lines: 12.34, branches: 50 },
    ];
    const counts = judgeCoverage([{ name: 'functions', lines, branches, files }]);
    expect(counts).toMatchObject({ passed: 1 - failed, failed });
    if (failed === 0) return;
    const [first = '', worst] = counts.failures?.[0]?.split('\n') ?? [];
    expect(first).toContain('at least 90 %');
    expect(first).not.toContain('90.0 %');
    expect(worst).toBe('    bad.ts: 12.3 % lines, 50.0 % branches');
  });
});
