import * as z from 'zod';
import { AppError } from '../../functions/src/core/errors.ts';
import type { MissionType, Step } from '../../functions/src/missions/defineMission.ts';
import { waitForApproval, waitForSignal } from '../../functions/src/missions/waits.ts';
import { aborted, lastStep, step } from './steps.ts';

const named = (name: string, ...steps: readonly Step[]): MissionType => ({ name, version: 1, title: name, steps });

const asking = step('ask', async (context) => {
  if (context.answerTo('spend') === null) return waitForApproval({ key: 'spend', question: 'Spend the money?' });
  if (context.answerTo('go') === null) return waitForSignal({ key: 'go', signal: 'go' });
  return { output: null, message: 'went on' };
});

const failing = step('fail', (context) => {
  if (context.attempt === 1) throw new AppError('over_budget', 'It read too much.');
  return Promise.resolve({ output: null, message: 'worked' });
});

/** Works until it is told to stop. */
const endless = step('dig', async (context) => {
  context.report({ done: 3, total: 10, unit: 'holes', message: 'digging' });
  return await aborted(context.signal);
});

/** Says back what it was asked. */
const letter = z.strictObject({ to: z.string().min(1) });
const echoing = step('echo', async (context) => {
  const { to } = await context.inputBy(letter);
  return { output: to, message: `Dear ${to}` };
});

/** Kinds of missions, each with what a client may meet. */
export const CLIENT_TYPES: readonly MissionType[] = [
  named('quick', step('find'), step('read'), lastStep('write')),
  named('asking', asking, lastStep('write')),
  named('failing', step('find'), failing, lastStep('write')),
  named('endless', step('find'), endless),
  { ...named('letter', echoing, lastStep('write')), input: letter, problemOf: () => null },
];
