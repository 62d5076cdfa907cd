import { createServer } from 'node:net';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { manifestJar } from '../../scripts/emulators/manifestJar.ts';
import { portsNear, scatteredPorts, usualPorts } from '../../scripts/emulators/ports.ts';
import { contactSheet, shotsAmong } from '../../scripts/testing/contactSheet.ts';
import { type Counts, closingLine, failing, failuresOf, summary, unsteadyOf } from '../../scripts/testing/result.ts';
import { withSecondTry } from '../../scripts/testing/secondTry.ts';

describe('ports', () => {
  it.each(['127.0.0.1', '::1'])('one that is taken on %s is passed over', async (host) => {
    const server = createServer();
    const taken = (await scatteredPorts()).hosting;
    await new Promise<void>((resolve) => {
      server.listen(taken, host, resolve);
    });
    const ports = await portsNear({ ...(await scatteredPorts()), hosting: taken });
    await new Promise((resolve) => {
      server.close(resolve);
    });
    expect(ports.hosting).toBeGreaterThan(taken);
  });

  it('no two emulators are given the same', async () => {
    const ports = Object.values(await portsNear({ ...(await scatteredPorts()), hosting: 20_500, functions: 20_500 }));
    expect(new Set(ports).size).toBe(Object.keys(usualPorts).length);
  });
});

describe('the jar around the Firestore emulator', () => {
  const path = `/somewhere/${'deep/'.repeat(40)}emulator.jar`;
  const text = manifestJar('com.example.Main', pathToFileURL(path)).toString('latin1');
  const manifest = text.slice(text.indexOf('Manifest-Version'), text.indexOf('\r\n\r\n'));

  it('has no manifest line longer than the 72 bytes that Java reads', () => {
    expect(Math.max(...manifest.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(70);
  });

  it('names the main class and where the classes are', () => {
    const unfolded = manifest.replaceAll('\r\n ', '').split('\r\n');
    expect(unfolded).toEqual(['Manifest-Version: 1.0', 'Main-Class: com.example.Main', `Class-Path: file://${path}`]);
  });
});

describe('what a test run says at its end', () => {
  const results = [
    { name: 'lint', passed: 1, failed: 0, seconds: 1 },
    { name: 'unit', passed: 40, failed: 2, seconds: 3 },
  ];

  it('adds up', () => {
    expect(closingLine(results)).toBe('41 passed, 2 failed');
    expect(summary(results)).toMatch(/^ok +lint .*\nFAILED +unit /);
  });

  it('names what failed, part by part', () => {
    const told = results.map((result) => ({
      ...result,
      failures: result.failed > 0 ? ['adds up\n    Error: no'] : [],
    }));
    expect(failuresOf(told)).toBe('unit: adds up\n    Error: no');
    expect(failuresOf(results)).toBe('');
  });

  it('a part that ran nothing has failed', () => {
    expect(failing({ passed: 0, failed: 0 })).toBe(true);
  });
});

describe('a second try of what failed in a browser', () => {
  const failed: Counts = { passed: 9, failed: 1, failures: ['the list'], failedFiles: ['list.test.ts'] };

  it('passes what passes then, and says so at the end', async () => {
    const asked: (readonly string[])[] = [];
    const counts = await withSecondTry(failed, async (files) => {
      asked.push(files);
      return { passed: 3, failed: 0 };
    });
    expect(asked).toEqual([['list.test.ts']]);
    expect(counts).toEqual({ passed: 10, failed: 0, unsteady: ['the list'] });
    const results = [{ name: 'browser', seconds: 1, ...counts }];
    expect(unsteadyOf(results)).toBe('browser, second try: the list');
    expect(closingLine(results)).toBe('10 passed, 0 failed, 1 of those that passed at the second try only');
  });

  it.each([
    ['fails again', { passed: 2, failed: 1 }],
    ['runs nothing', { passed: 0, failed: 0 }],
  ])('keeps the first failure where it %s', async (_, second) => {
    expect(await withSecondTry(failed, async () => second)).toBe(failed);
  });

  it.each([
    ['nothing failed', { passed: 9, failed: 0, failedFiles: [] }],
    ['the run failed and no file did', { passed: 9, failed: 1, failedFiles: [] }],
    ['more than three files failed', { passed: 9, failed: 4, failedFiles: ['a', 'b', 'c', 'd'] }],
  ])('is not made where %s', async (_, first) => {
    const again = () => Promise.reject(new Error('it ran again'));
    expect(await withSecondTry(first, again)).toBe(first);
  });
});

describe('the sheet of all screenshots', () => {
  const files = [
    'list-1280-dark.png',
    'list-320-light.png',
    'index.html',
    'list-320-dark.png',
    'new-empty-320-dark.png',
  ];
  const shots = shotsAmong(files);

  it('goes by state, width and theme', () => {
    expect(shots.map(({ file }) => file)).toEqual([
      'list-320-light.png',
      'list-320-dark.png',
      'list-1280-dark.png',
      'new-empty-320-dark.png',
    ]);
  });

  it('has a row for each state, and says of each picture what it shows', () => {
    const sheet = contactSheet(shots, 'four');
    expect(sheet.match(/<section id="[^"]+"/g)).toEqual(['<section id="list"', '<section id="new-empty"']);
    expect(sheet).toContain('alt="new-empty, 320 px, dark"');
  });
});
