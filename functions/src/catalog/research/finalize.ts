import * as z from 'zod';
import { escapeMarkdown, markdownLink } from '../../core/markdown.ts';
import type { Step, StepOutput } from '../../missions/defineMission.ts';
import type { MissedPage, MissionOutput, ResultItem } from '../../schema/result.ts';
import { rankCandidates } from './rank.ts';
import { type Execution, toolExecution } from './toolExecution.ts';

const output = z.object({ items: z.int().min(0), near_duplicates_removed: z.int().min(0) });
export type Finalized = z.infer<typeof output>;

/** Step 6: the results. */
export const finalize: StepOutput<Finalized> = { name: 'finalize', output };

/** Missed pages that the summary names; the result lists the first 100. */
const MISSED_NAMED = 5;

/** Step 6. It can't fail: pages without any hit give an empty result that says so. */
export function finalizeStep(): Step<Finalized> {
  return {
    ...finalize,
    weight: 5,
    async run(context) {
      const execution = await context.outputOf(toolExecution);
      const { items, duplicates } = rankCandidates(execution.candidates);
      const result = resultOf(items, execution, context.objective);
      return {
        output: { items: items.length, near_duplicates_removed: duplicates },
        message: items.length === 0 ? 'No page speaks to the objective.' : `${plural(items.length, 'result')} found.`,
        result,
      };
    },
  };
}

/** The mission's output for `items`, with a summary in words and in markdown. */
export function resultOf(items: ResultItem[], execution: Execution, objective: string): MissionOutput {
  const { counts, missed } = execution;
  const summary = `${foundSentence(items, execution)}${missedSentence(execution)}`;
  return {
    summary,
    markdown: markdownOf(items, { summary, objective, missed, missedCount: counts.missed }),
    items,
    pages_read: counts.read,
    missed,
    missed_count: counts.missed,
  };
}

function foundSentence(items: readonly ResultItem[], { counts }: Execution): string {
  const [best] = items;
  const read = plural(counts.read, 'page');
  if (best === undefined) return `Read ${read}; none of them speaks to the objective.`;
  return `Found ${plural(items.length, 'result')} in ${read}; the best is “${best.title}”.`;
}

function missedSentence({ counts, missed }: Execution): string {
  if (counts.missed === 0) return '';
  const all = counts.read + counts.missed;
  const [first] = missed;
  const why = first === undefined ? '' : `, the first because ${first.reason.replace(/\.$/, '')}`;
  return ` ${counts.missed} of ${plural(all, 'page')} could not be read${why}.`;
}

interface Parts {
  readonly summary: string;
  readonly objective: string;
  readonly missed: readonly MissedPage[];
  readonly missedCount: number;
}

function markdownOf(items: readonly ResultItem[], { summary, objective, missed, missedCount }: Parts): string {
  const lines = [`# ${escapeMarkdown(objective)}`, '', escapeMarkdown(summary), ''];
  for (const [index, { title, url, snippet }] of items.entries()) {
    const number = `${index + 1}. `;
    const indent = ' '.repeat(number.length);
    lines.push(`${number}${markdownLink(title, url)}`, '', `${indent}${escapeMarkdown(snippet)}`, '');
  }
  if (missedCount > 0) {
    lines.push('## Not read', '');
    lines.push(
      ...missed
        .slice(0, MISSED_NAMED)
        .map(({ url, reason }) => `- ${markdownLink(url, url)}: ${escapeMarkdown(reason)}`),
    );
    const rest = missedCount - Math.min(missed.length, MISSED_NAMED);
    if (rest > 0) lines.push(`- and ${rest} more`);
    lines.push('');
  }
  return lines.join('\n');
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
