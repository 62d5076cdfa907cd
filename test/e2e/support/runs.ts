import type { MissionEvent } from '../../../functions/src/core/events.ts';
import type { MissionOutput } from '../../../functions/src/schema/result.ts';

/** Step `stepIndex` of a mission that was claimed is done. */
function done(stepIndex: number, message: string, result: MissionOutput | null, fence: number): MissionEvent {
  return {
    ...{ type: 'step_completed', fence, stepIndex, message, output: null, tool: null, notes: [], result },
    usage: stepIndex === 0 ? { pages: 42, bytes: 3_100_000, seconds: 12, cost_usd: 0.0213 } : {},
  };
}

/** All of a mission's `count` steps, one after the other, the last of them with `result`. */
export function allDone(count: number, message: string, result: MissionOutput, fence = 1): MissionEvent[] {
  return Array.from({ length: count }, (_, index) => done(index, message, index === count - 1 ? result : null, fence));
}

/** What a research mission finds: `found` pages, and some that it could not read. */
export function findings(found: number): MissionOutput {
  const items = Array.from({ length: found }, (_, index) => ({
    title: index === 3 ? '' : `What is new in Python 3.${20 - index}, and how to move code over to it`,
    url: `https://docs.python.org/3/whatsnew/3.${20 - index}.html`,
    snippet: `Release ${20 - index} brings new syntax, a faster interpreter and ${index + 2} modules that were removed. This page says what to change in code that was written for the release before it, and what may wait.`,
    score: 0.97 - index * 0.06,
  }));
  return {
    summary: `Found ${found} results in 42 pages; the best is “What is new in Python 3.20”. 3 of 45 pages could not be read.`,
    markdown: `# Read what is new\n\n${items.map(({ title, url }, index) => `${index + 1}. [${title || url}](${url})`).join('\n')}\n`,
    items,
    pages_read: 42,
    missed: [
      { url: 'https://docs.python.org/3/whatsnew/gone.html', reason: 'The server answered 404.' },
      { url: `https://docs.python.org/${'a-rather-long-part/'.repeat(8)}`, reason: 'It did not answer within 10 s.' },
    ],
    missed_count: 3,
  };
}
