import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { unprobed } from '../../../web/withoutProbe.ts';

const resolve = createRequire(createRequire(import.meta.url).resolve('@firebase/firestore')).resolve;

test('Firestore’s channel asks the browser, and no other site, whether there is a network', async () => {
  const code = await readFile(resolve('@firebase/webchannel-wrapper/webchannel-blob'), 'utf8');
  expect(code).toContain('google.com/images/cleardot.gif');
  const without = unprobed(code);
  expect(without).not.toContain('cleardot');
  expect(without).toMatch(/;\w\(navigator\.onLine\);?\}else /);
  expect(without.length).toBeGreaterThan(code.length - 100);
});

test('a channel that asks in another way stops the build', () => {
  expect(() => unprobed('new Image().src="//www.google.com/images/cleardot.gif"')).toThrow('withoutProbe.ts');
});
