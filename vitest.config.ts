import { defineConfig } from 'vitest/config';

// Node takes its locale from these when it starts, and the tests' words, dates and numbers follow from it: the same for
// each developer. Workers inherit it.
delete process.env.LC_ALL;
delete process.env.LC_MESSAGES;
process.env.LANG = 'en_GB.UTF-8';

/** Two workers: emulators, function workers and a browser share the same two cores. */
const maxWorkers = 2;

function project(name: string, folder: string, testTimeout: number) {
  return {
    test: {
      name,
      include: [`test/${folder}/**/*.test.{ts,tsx}`],
      ...{ testTimeout, hookTimeout: testTimeout, maxWorkers },
      // What is waited for comes, or there is a fault; a second is too short where the processor is shared.
      expect: { poll: { timeout: 20_000 } },
    },
  };
}

export default defineConfig({
  test: {
    pool: 'forks',
    // Where it is measured, `npm test` says; scripts/testing/coverage.ts adds the parts up. Of code that no test has
    // loaded nothing was run, and that counts.
    coverage: {
      provider: 'v8',
      include: ['functions/src/**/*.ts', 'client/src/**/*.{ts,tsx}'],
      // The terminal's tests run it as a user does, packed and in a process of its own, where nothing is measured.
      exclude: ['client/src/cli/**'],
      reporter: ['json'],
      // A test that fails is bad enough; its part's figures are wanted all the same.
      reportOnFailure: true,
    },
    projects: [
      project('toolchain', 'toolchain', 120_000),
      project('unit', 'unit', 30_000),
      // These three talk to an emulator suite; `npm test` starts one and tells them where it is.
      project('rules', 'rules', 60_000),
      project('emulator', 'emulator', 60_000),
      // Starts a Firestore emulator of its own, which it stops and kills.
      project('chaos', 'chaos', 240_000),
      // Waits for conditions only, so that a fault alone takes this long: the machine may have more to do than the tests.
      project('browser', 'e2e', 300_000),
    ],
  },
});
