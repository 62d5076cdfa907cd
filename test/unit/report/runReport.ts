import * as z from 'zod';
import { type Assembled, assemble } from '../../../functions/src/catalog/report/assemble.ts';
import { type Gathered, gather } from '../../../functions/src/catalog/report/gathered.ts';
import { gatherStep } from '../../../functions/src/catalog/report/gatherStep.ts';
import { outlineOf } from '../../../functions/src/catalog/report/outlineOf.ts';
import type { WrittenSection } from '../../../functions/src/catalog/report/section.ts';
import { writeSection } from '../../../functions/src/catalog/report/writeSection.ts';
import { verificationStep } from '../../../functions/src/catalog/research/verification.ts';
import type { Note } from '../../../functions/src/core/events.ts';
import type { StepContext } from '../../../functions/src/missions/defineMission.ts';
import { MAX_OUTPUT_BYTES } from '../../../functions/src/schema/ledger.ts';
import {
  type ReportRequest,
  reportRequest,
  SECTION_WORDS,
  SECTIONS,
} from '../../../functions/src/schema/reportRequest.ts';
import { type Budget, DEFAULT_BUDGET } from '../../../functions/src/schema/request.ts';
import type { MissionResult } from '../../../functions/src/schema/result.ts';
import { webFor } from '../research/runResearch.ts';

/** What a report in a test is asked. */
export interface Ask {
  readonly objective: string;
  readonly report?: z.input<typeof reportRequest>;
  /** The allowed domains. */
  readonly domains?: readonly string[];
  /** Hosts of this machine that may be read. */
  readonly hosts?: readonly string[];
  readonly budget?: Partial<Budget>;
  readonly results?: Readonly<Record<string, MissionResult>>;
  readonly signal?: AbortSignal;
}

/** What gathering came to. */
export interface RanGather {
  readonly request: ReportRequest;
  readonly gathered: Gathered;
  readonly message: string;
  readonly notes: readonly Note[];
  readonly usage: Readonly<Record<string, number>>;
}

/** Runs the step `gather` as the runner does, after `verification` where there are domains: outputs through JSON. */
export async function runGather(ask: Ask): Promise<RanGather> {
  const web = webFor(...(ask.hosts ?? ask.domains ?? []));
  const request = reportRequest.parse(ask.report ?? {});
  const outputs = new Map<string, unknown>();
  const notes: Note[] = [];
  const context = contextOf(ask, request, outputs, notes);
  try {
    if (ask.domains !== undefined) outputs.set('verification', (await outputOf(verificationStep(web), context)).output);
    const step = gatherStep({
      web,
      resultOf: async (_mission, other) => ask.results?.[other] ?? null,
    });
    const { output, message, usage } = await outputOf(step, context);
    return { request, gathered: gather.output.parse(output), message, notes, usage: usage ?? {} };
  } finally {
    await web.close();
  }
}

/** A whole report by quoting. */
export interface RanReport extends RanGather {
  readonly sections: readonly WrittenSection[];
  readonly report: Assembled;
}

/** Gathers, plans, writes and puts together a report that quotes. */
export async function runReport(ask: Ask): Promise<RanReport> {
  const ran = await runGather(ask);
  const { gathered, request } = ran;
  const { objective } = ask;
  const { language } = request;
  const outline = outlineOf(gathered.sources, { objective, language, sections: SECTIONS[request.depth] });
  const words = SECTION_WORDS[request.length];
  const sections = outline.map((section) => writeSection(section, gathered.sources, { objective, language, words }));
  const engine = { kind: 'extractive' } as const;
  const report = assemble({ objective, engine, language, madeAt: Date.now(), sections, gathered });
  return { ...ran, sections, report };
}

async function outputOf(
  step: ReturnType<typeof gatherStep> | ReturnType<typeof verificationStep>,
  context: StepContext,
) {
  const done = await step.run(context);
  if ('waitFor' in done) throw new Error(`${step.name} waits, which it never does`);
  const json = JSON.stringify(done.output);
  if (Buffer.byteLength(json) > MAX_OUTPUT_BYTES) throw new Error(`${step.name} gave too large an output`);
  return { ...done, output: JSON.parse(json) as unknown };
}

function contextOf(
  ask: Ask,
  request: ReportRequest,
  outputs: ReadonlyMap<string, unknown>,
  notes: Note[],
): StepContext {
  return {
    missionId: 'm-test',
    attempt: 1,
    try: 1,
    objective: ask.objective,
    scope: { allowed_domains: [...(ask.domains ?? [])] },
    budget: { ...DEFAULT_BUDGET, ...ask.budget },
    signal: ask.signal ?? new AbortController().signal,
    now: () => Date.now(),
    outputOf: async (step) => z.lazy(() => step.output).parse(outputs.get(step.name)),
    inputBy: async (schema) => schema.parse(request),
    modelUsage: () => null,
    spend: () => undefined,
    showDraft: () => undefined,
    endDraft: () => undefined,
    answerTo: () => null,
    runItems: () => Promise.reject(new Error('gathering runs no list')),
    tryItems: () => Promise.reject(new Error('gathering runs no list')),
    report: () => undefined,
    note: (note) => void notes.push(note),
  };
}
