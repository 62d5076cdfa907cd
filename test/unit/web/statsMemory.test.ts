import { expect, test } from 'vitest';
import { emptyStats, inheritStats, learnRun } from '../../../functions/src/core/learnRun.ts';
import type { StatsAnswer } from '../../../web/src/firebaseStats.ts';
import { ASK_AGAIN_MS, createStatsMemory, PATIENCE_MS, REFRESH_MS } from '../../../web/src/missions/statsMemory.ts';

const run = { outcome: 'completed', isPartial: false, total_seconds: 60, total_steps: 1 } as const;
const KNOWN = learnRun(emptyStats(), { ...run, steps: [{ step_name: 'read', end_seconds: 60 }] });
const FOUND: StatsAnswer = { own: KNOWN, older: null, isFresh: true };

/** A memory whose reads `answer` answers, with its clock. */
function memory(answer: () => Promise<StatsAnswer>) {
  const reads: string[] = [];
  let now = 0;
  const made = createStatsMemory(
    (id) => {
      reads.push(id);
      return answer();
    },
    () => now,
  );
  return {
    reads,
    ask: (id = 'research@1') => made.refresh(`anna ${id}`, id),
    known: (id = 'research@1') => made.kinds.get().get(`anna ${id}`)?.stats,
    wait: (ms: number) => {
      now += ms;
    },
  };
}

test('one read for each kind and five minutes, whoever asks how often', async () => {
  const { ask, reads, known, wait } = memory(() => Promise.resolve(FOUND));
  expect(known()).toBeUndefined();
  await Promise.all([ask(), ask(), ask()]);
  for (let asked = 0; asked < REFRESH_MS; asked += ASK_AGAIN_MS) {
    await ask();
    wait(ASK_AGAIN_MS);
  }
  expect(reads).toEqual(['research@1']);
  expect(known()).toEqual(KNOWN);
  await ask();
  await ask('report@1');
  expect(reads).toEqual(['research@1', 'research@1', 'report@1']);
});

test('a new version has the steps of the one before, and none of its lengths', async () => {
  const { ask, known } = memory(() => Promise.resolve({ own: null, older: KNOWN, isFresh: true }));
  await ask();
  expect(known()).toEqual(inheritStats(KNOWN));
});

test('nothing there is an answer too', async () => {
  const { ask, known, reads } = memory(() => Promise.resolve({ own: null, older: null, isFresh: true }));
  await ask();
  await ask();
  expect(known()).toBeNull();
  expect(reads).toHaveLength(1);
});

test('what this device had cached serves at once, and the server is asked soon', async () => {
  const answers = [{ ...FOUND, isFresh: false }, FOUND];
  const { ask, known, reads, wait } = memory(() => Promise.resolve(answers.shift() ?? FOUND));
  await ask();
  expect(known()).toEqual(KNOWN);
  wait(ASK_AGAIN_MS);
  await ask();
  wait(ASK_AGAIN_MS);
  await ask();
  expect(reads).toHaveLength(2);
});

test('without a connection it is unknown for a moment, then done without, and known once there is one', async () => {
  let isOnline = false;
  const { ask, known, wait } = memory(() => (isOnline ? Promise.resolve(FOUND) : Promise.reject(new Error('offline'))));
  await ask();
  expect(known()).toBeUndefined();
  wait(PATIENCE_MS);
  await ask();
  expect(known()).toBeNull();
  isOnline = true;
  wait(ASK_AGAIN_MS);
  await ask();
  expect(known()).toEqual(KNOWN);
});

test('what is known stays when the connection goes', async () => {
  let isOnline = true;
  const { ask, known, reads, wait } = memory(() =>
    isOnline ? Promise.resolve(FOUND) : Promise.reject(new Error('offline')),
  );
  await ask();
  isOnline = false;
  wait(REFRESH_MS);
  await ask();
  await ask();
  // Once in a while is enough.
  expect(reads).toHaveLength(2);
  wait(PATIENCE_MS);
  await ask();
  expect(known()).toEqual(KNOWN);
});

test('an answer that hangs is done without, and taken when it comes', async () => {
  let answer = (_: StatsAnswer): void => undefined;
  const { ask, known, wait, reads } = memory(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  const first = ask();
  wait(PATIENCE_MS);
  await ask();
  expect(known()).toBeNull();
  answer(FOUND);
  await first;
  expect(known()).toEqual(KNOWN);
  expect(reads).toHaveLength(1);
});
