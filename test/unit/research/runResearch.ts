import * as z from 'zod';
import { researchMission } from '../../../functions/src/catalog/research/mission.ts';
import type { Note, ToolChoice } from '../../../functions/src/core/events.ts';
import { type GuardedWeb, guardedWeb } from '../../../functions/src/edge/guardedFetch.ts';
import type { StepContext, StepProgress, StepResult } from '../../../functions/src/missions/defineMission.ts';
import { MAX_OUTPUT_BYTES } from '../../../functions/src/schema/ledger.ts';
import { type Budget, DEFAULT_BUDGET } from '../../../functions/src/schema/request.ts';
import { type MissionOutput, missionOutput } from '../../../functions/src/schema/result.ts';

/** What a mission in a test is asked. */
export interface Ask {
  readonly objective?: string;
  readonly domains: readonly string[];
  readonly budget?: Partial<Budget>;
  readonly signal?: AbortSignal;
  readonly web?: GuardedWeb;
}

/** What came of it. */
export interface Ran {
  readonly outputs: ReadonlyMap<string, unknown>;
  readonly messages: ReadonlyMap<string, string>;
  readonly notes: readonly Note[];
  readonly reports: readonly StepProgress[];
  readonly usage: Readonly<Record<string, number>>;
  readonly tool: ToolChoice | null;
  readonly result: MissionOutput;
}

/** The web as a test sees it: the machine's own addresses by exemption only. */
export function webFor(...allowHosts: string[]): GuardedWeb {
  return guardedWeb({ allowHosts, userAgent: 'MissionProgress/1.0 (+https://example.org/bot)' });
}

/** Runs a research mission's six steps as the runner does: each output through JSON and its schema, 200 kB at most. */
export async function runResearch(ask: Ask): Promise<Ran> {
  const web = ask.web ?? webFor(...ask.domains);
  const outputs = new Map<string, unknown>();
  const messages = new Map<string, string>();
  const run: { notes: Note[]; reports: StepProgress[] } = { notes: [], reports: [] };
  const results: StepResult<unknown>[] = [];
  const context = contextOf(ask, outputs, run);
  try {
    for (const step of researchMission({ web }).steps) {
      const done = await step.run(context);
      if ('waitFor' in done) throw new Error(`${step.name} waits, which no research step does`);
      const json = JSON.stringify(done.output);
      if (Buffer.byteLength(json) > MAX_OUTPUT_BYTES) throw new Error(`${step.name} gave too large an output`);
      outputs.set(step.name, JSON.parse(json));
      messages.set(step.name, done.message);
      results.push(done);
    }
  } finally {
    if (ask.web === undefined) await web.close();
  }
  const usage = results.reduce<Record<string, number>>((sum, { usage: more = {} }) => {
    return {
      ...sum,
      ...Object.fromEntries(Object.entries(more).map(([key, value]) => [key, (sum[key] ?? 0) + value])),
    };
  }, {});
  const tool = results.findLast((done) => done.tool !== undefined)?.tool ?? null;
  return { outputs, messages, ...run, usage, tool, result: missionOutput.parse(results.at(-1)?.result) };
}

function contextOf(
  ask: Ask,
  outputs: Map<string, unknown>,
  run: { notes: Note[]; reports: StepProgress[] },
): StepContext {
  return {
    missionId: 'm-test',
    attempt: 1,
    try: 1,
    objective: ask.objective ?? 'how to install packages with pip',
    scope: { allowed_domains: [...ask.domains] },
    budget: { ...DEFAULT_BUDGET, ...ask.budget },
    signal: ask.signal ?? new AbortController().signal,
    now: () => Date.now(),
    outputOf: async (step) => z.lazy(() => step.output).parse(outputs.get(step.name)),
    answerTo: () => null,
    runItems: () => Promise.reject(new Error('no research step runs a list')),
    tryItems: () => Promise.reject(new Error('no research step runs a list')),
    inputBy: () => Promise.reject(new Error('research takes no input')),
    modelUsage: () => null,
    spend: () => undefined,
    showDraft: () => undefined,
    endDraft: () => undefined,
    report: (progress) => void run.reports.push(progress),
    note: (note) => void run.notes.push(note),
  };
}
