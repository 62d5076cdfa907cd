import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import type { MissionType, Step, StepOutput } from '../../missions/defineMission.ts';
import { waitForApproval, waitUntil } from '../../missions/waits.ts';

/** How long an item takes, and the pause before the end: long enough to watch, short enough to wait for. */
const ITEM_MS = 800;
const PAUSE_MS = 3_000;
const BOXES = Array.from({ length: 12 }, (_, index) => `box ${index + 1}`);

/** What is said about the objective; the last step reads it. */
const pack: StepOutput<string[]> = { name: 'pack', output: z.array(z.string()) };
const approval: StepOutput<string> = { name: 'approval', output: z.string() };

/**
 * One of everything that a mission type can do, to look at and to copy from: a list whose items are durable, a step
 * that fails and is tried again, a person who is asked, a moment that is waited for. On the emulator suite alone.
 */
export function exampleMission(): MissionType {
  return {
    name: 'example',
    version: 1,
    title: 'Example',
    steps: [packStep(), flakyStep(), approvalStep(), pauseStep(), reportStep()],
  };
}

/** Twelve items, three at once. Killed in between, the step goes on with those that are not recorded. */
function packStep(): Step<string[]> {
  return {
    ...pack,
    weight: 50,
    async run(context) {
      const options = { concurrency: 3, unit: 'boxes', output: z.string() };
      const packed = await context.runItems(BOXES, options, async (box, _index, signal) => {
        await setTimeout(ITEM_MS, undefined, { signal });
        return `${box} packed`;
      });
      return { output: [...packed], message: `${packed.length} boxes packed.`, usage: { boxes: packed.length } };
    },
  };
}

/** Fails the first time, as a server does that restarts; its policy says how often and how soon it is tried again. */
function flakyStep(): Step<null> {
  return {
    name: 'flaky',
    output: z.null(),
    weight: 10,
    policy: { attempts: 5, backoffMs: 2_000 },
    async run(context) {
      if (context.try === 1) throw new Error('the other side restarts; this is what that looks like');
      await setTimeout(ITEM_MS, undefined, { signal: context.signal });
      return { output: null, message: `It worked at try ${context.try}.` };
    },
  };
}

/** Asks its owner, and holds nothing until there is an answer: the step is then run again and finds it. */
function approvalStep(): Step<string> {
  return {
    ...approval,
    weight: 10,
    run: async (context) => {
      const answer = context.answerTo('approval');
      if (answer?.kind !== 'approval') {
        const boxes = await context.outputOf(pack);
        return waitForApproval({ question: `${boxes.length} boxes are packed. Send them?`, onExpiry: 'reject' });
      }
      return { output: answer.choice, message: `Its owner says: ${answer.choice}.` };
    },
  };
}

/** Waits for a moment; hours or days would do as well. */
function pauseStep(): Step<null> {
  return {
    name: 'pause',
    output: z.null(),
    weight: 10,
    run: async (context) =>
      context.answerTo('time') === null
        ? waitUntil({ epochMs: context.now() + PAUSE_MS, question: 'The boxes are on their way.' })
        : { output: null, message: 'The boxes have arrived.' },
  };
}

/** The result. */
function reportStep(): Step<null> {
  return {
    name: 'report',
    output: z.null(),
    weight: 20,
    async run(context) {
      const boxes = await context.outputOf(pack);
      const isSent = (await context.outputOf(approval)) === 'approve';
      const summary = isSent ? `${boxes.length} boxes were sent.` : 'Nothing was sent.';
      const markdown = `# ${context.objective}\n\n${summary}\n\n${boxes.map((box) => `- ${box}`).join('\n')}\n`;
      const result = { summary, markdown, items: [], pages_read: 0, missed: [], missed_count: 0 };
      return { output: null, message: summary, result };
    },
  };
}
