import * as z from 'zod';
import type { DoneWork, Step } from '../../missions/defineMission.ts';
import { reportRequest } from '../../schema/reportRequest.ts';
import type { MissionOutput } from '../../schema/result.ts';
import { type Assembled, assemble, type Report } from './assemble.ts';
import { executor } from './executor.ts';
import { type Gathered, gather } from './gathered.ts';
import { planner } from './planner.ts';
import { review, withMended } from './review.ts';
import { type WrittenSection, writtenSection } from './section.ts';

/** As many as a result's schema takes. */
const MAX_MISSED = 100;

/** The last step: the report as markdown, with its sources. */
export function finalizeStep(): Step<null> {
  return {
    name: 'finalize',
    output: z.null(),
    weight: 5,
    async run(context) {
      const gathered = await context.outputOf(gather);
      const { sections: written } = await context.outputOf(executor);
      const { mended } = await context.outputOf(review);
      const sections = withMended(written, mended);
      const { unshown } = await context.outputOf(planner);
      const report = { objective: context.objective, madeAt: context.now(), sections, gathered, unshown };
      const { language } = await context.inputBy(reportRequest);
      const assembled = assemble({ ...report, engine: engineOf(sections), language });
      return { output: null, message: assembled.summary, result: resultOf(assembled, gathered) };
    },
  };
}

/** What a report that did not complete has written, with the names of what is missing; null where that is nothing. */
export async function partialReport(done: DoneWork): Promise<MissionOutput | null> {
  const gathered = await done.outputOf(gather);
  const outline = await done.outputOf(planner);
  if (gathered === null || outline === null) return null;
  const whole = await done.outputOf(executor);
  const items = whole === null ? await done.itemsOf(executor.name, writtenSection) : new Map(whole.sections.entries());
  const sections = outline.sections.flatMap((_, index) => items.get(index) ?? []);
  if (sections.length === 0) return null;
  const missing = outline.sections.flatMap(({ title }, index) => (items.has(index) ? [] : [title]));
  const { unshown } = outline;
  const report = { objective: done.objective, madeAt: done.now(), sections, gathered, unshown };
  const assembled = assemble({ ...report, engine: engineOf(sections), language: null, missing });
  const summary = `Not complete: ${sections.length} of ${outline.sections.length} sections are written.`;
  return resultOf({ ...assembled, summary }, gathered);
}

function engineOf(sections: readonly WrittenSection[]): Report['engine'] {
  const models = [...new Set(sections.flatMap(({ model }) => model ?? []))];
  return models.length === 0 ? { kind: 'extractive' } : { kind: 'model', model: models.join(' and ') };
}

function resultOf({ summary, markdown }: Pick<Assembled, 'summary' | 'markdown'>, gathered: Gathered): MissionOutput {
  const missed = gathered.left_out.slice(0, MAX_MISSED).map(({ source, reason }) => ({ url: source, reason }));
  return {
    ...{ summary, markdown, items: [] },
    pages_read: gathered.sources.filter(({ kind }) => kind !== 'text').length,
    ...{ missed, missed_count: gathered.left_out.length },
  };
}
