import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlantedCopy } from './plantedCopy.ts';

/** Which rooms each room may import (ARCHITECTURE.md, "Rooms"); every other import between two of them is forbidden. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  schema: [],
  core: ['schema'],
  store: ['schema', 'core'],
  edge: ['schema', 'core'],
  missions: ['schema', 'core', 'store', 'edge'],
  catalog: ['schema', 'core', 'store', 'edge', 'missions'],
  http: ['schema', 'core', 'store', 'edge', 'missions'],
  runner: ['schema', 'core', 'store', 'edge', 'missions'],
};
const rooms = Object.keys(mayImport);

interface Finding {
  readonly code: string;
  readonly filename: string;
  readonly line: number | undefined;
}

let copy: PlantedCopy;
let findings: Finding[];

beforeAll(async () => {
  copy = await PlantedCopy.make();
  await plantRooms();
  await copy.plant(
    'functions/src/edge/plantedPromise.ts',
    'async function work(): Promise<void> {',
    '  await Promise.resolve();',
    '}',
    'export function forget(): void {',
    '  work();',
    '  [1].forEach(async () => work());',
    '}',
  );
  await copy.plant(
    'functions/src/edge/plantedCycleA.ts',
    "import { b } from './plantedCycleB.ts';",
    'export const a = (): unknown => b;',
  );
  await copy.plant(
    'functions/src/edge/plantedCycleB.ts',
    "import { a } from './plantedCycleA.ts';",
    'export const b = (): unknown => a;',
  );
  await copy.plant(
    'functions/src/core/plantedClock.ts',
    "import { readFileSync } from 'node:fs';",
    'console.log(Date.now(), Math.random(), readFileSync);',
  );
  await copy.plant(
    'functions/src/edge/plantedTypes.ts',
    'export const loose = (value: any): string => (value as string[])[0]!;',
    'export function half(kind: "a" | "b"): void {',
    '  switch (kind) {',
    '    case "a":',
    '      break;',
    '  }',
    '}',
  );
  await copy.plant(
    'web/src/plantedPage.tsx',
    "import { useState } from 'react';",
    "import { planted } from '../../functions/src/http/planted.ts';",
    "import { planted as pure } from '../../functions/src/core/planted.ts';",
    'export function Planted({ isOpen }: { isOpen: boolean }) {',
    '  if (isOpen) useState(0);',
    '  return <img src={String([planted, pure])} />;',
    '}',
  );
  await copy.plant(
    'client/src/plantedClient.ts',
    "import { readFileSync } from 'node:fs';",
    "import * as z from 'zod';",
    "import { planted } from '../../functions/src/core/planted.ts';",
    'export const reaching = [readFileSync, z, planted];',
  );
  await copy.plant('web/src/plantedFetch.ts', "export const aside = () => fetch('/missions');");
  findings = await lint();
});

afterAll(() => copy.remove());

async function plantRooms(): Promise<void> {
  for (const room of rooms) {
    await copy.plant(`functions/src/${room}/planted.ts`, `export const planted = '${room}';`);
    const imports = rooms.map((other) => `export { planted as ${other} } from '../${other}/planted.ts';`);
    await copy.plant(`functions/src/${room}/plantedImports.ts`, ...imports);
  }
}

async function lint(): Promise<Finding[]> {
  const { output } = await copy.run('oxlint/bin/oxlint', '--type-aware', '--format=json');
  const report: { diagnostics: { code: string; filename: string; labels: { span: { line: number } }[] }[] } =
    JSON.parse(output);
  return report.diagnostics.map(({ code, filename, labels }) => ({ code, filename, line: labels[0]?.span.line }));
}

function rulesBrokenIn(filename: string): string[] {
  return findings.filter((finding) => finding.filename === filename).map((finding) => finding.code);
}

describe('the linter catches', () => {
  it.each([
    ['a floating promise', 'functions/src/edge/plantedPromise.ts', 'typescript(no-floating-promises)'],
    [
      'an async callback where none is awaited',
      'functions/src/edge/plantedPromise.ts',
      'typescript(no-misused-promises)',
    ],
    ['an import cycle', 'functions/src/edge/plantedCycleA.ts', 'import(no-cycle)'],
    ['a clock read in core', 'functions/src/core/plantedClock.ts', 'eslint(no-restricted-properties)'],
    ['a package in core', 'functions/src/core/plantedClock.ts', 'eslint(no-restricted-imports)'],
    ['a console call', 'functions/src/core/plantedClock.ts', 'eslint(no-console)'],
    ['any', 'functions/src/edge/plantedTypes.ts', 'typescript(no-explicit-any)'],
    ['a type assertion', 'functions/src/edge/plantedTypes.ts', 'typescript(consistent-type-assertions)'],
    ['a non-null assertion', 'functions/src/edge/plantedTypes.ts', 'typescript(no-non-null-assertion)'],
    ['a switch that forgets a case', 'functions/src/edge/plantedTypes.ts', 'typescript(switch-exhaustiveness-check)'],
    ['a page that imports the server', 'web/src/plantedPage.tsx', 'eslint(no-restricted-imports)'],
    ['a page that speaks with the API by itself', 'web/src/plantedFetch.ts', 'eslint(no-restricted-globals)'],
    ['a hook under a condition', 'web/src/plantedPage.tsx', 'react-hooks(rules-of-hooks)'],
    ['an image without a text', 'web/src/plantedPage.tsx', 'jsx-a11y(alt-text)'],
  ])('%s', (_what, filename, rule) => {
    expect(rulesBrokenIn(filename)).toContain(rule);
  });
});

it('the client package knows no package, no Node and no server', () => {
  expect(rulesBrokenIn('client/src/plantedClient.ts')).toEqual(Array(3).fill('eslint(no-restricted-imports)'));
});

describe('between rooms', () => {
  it.each(Object.entries(mayImport))('%s may import only %j', (room, allowed) => {
    const file = `functions/src/${room}/plantedImports.ts`;
    const caught = findings.filter(
      ({ filename, code }) => filename === file && code === 'eslint(no-restricted-imports)',
    );
    const caughtRooms = new Set(caught.map(({ line }) => rooms[Number(line) - 1]));
    expect(caughtRooms).toEqual(new Set(rooms.filter((other) => other !== room && !allowed.includes(other))));
  });
});

describe('the other tools catch', () => {
  it('an export that nobody imports', async () => {
    await copy.plant(
      'functions/src/core/assertNever.ts',
      'export function assertNever(): never {',
      '  throw new Error();',
      '}',
      'export const plantedUnused = 1;',
    );
    const { code, output } = await copy.run('knip/bin/knip.js', '--no-progress');
    expect(code).not.toBe(0);
    expect(output).toMatch(/plantedUnused\s+functions\/src\/core\/assertNever\.ts/);
  });

  it('a value that may be missing', async () => {
    await copy.plant(
      'functions/src/core/plantedType.ts',
      'export const first = (words: string[]): string => words[0];',
    );
    const { code, output } = await copy.run('typescript/bin/tsc', '--project', 'functions');
    expect(code).not.toBe(0);
    expect(output).toMatch(/plantedType\.ts.*TS2322/);
  });

  it('a file that is not formatted', async () => {
    await copy.plant('functions/src/core/plantedFormat.ts', 'export   const spaced  = "out"');
    const { code } = await copy.run(
      '@biomejs/biome/bin/biome',
      'ci',
      '--vcs-enabled=false',
      'functions/src/core/plantedFormat.ts',
    );
    expect(code).not.toBe(0);
  });
});
