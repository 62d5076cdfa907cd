import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { researchMission } from '../../../functions/src/catalog/research/mission.ts';
import { guardedWeb } from '../../../functions/src/edge/guardedFetch.ts';
import { answerMission } from '../../../functions/src/missions/commands.ts';
import type { MissionType, Step, StepContext } from '../../../functions/src/missions/defineMission.ts';
import { reportStep } from '../../../functions/src/missions/reportStep.ts';
import { waitForApproval } from '../../../functions/src/missions/waits.ts';
import { runMission } from '../../../functions/src/runner/runMission.ts';
import { stepReport } from '../../../functions/src/schema/report.ts';
import { type CreateMissionRequest, createMissionRequest } from '../../../functions/src/schema/requests.ts';
import { OUTPUT } from '../../support/missions.ts';
import { serveSite, sitePage } from '../../support/site.ts';
import { type HandDeps, OWNER } from './lifecycle.ts';

/** A kind of mission whose operations are counted. */
export interface Kind {
  readonly name: string;
  /** Of the catalog; none where the steps run elsewhere. */
  readonly types: readonly MissionType[];
  readonly request: CreateMissionRequest;
  /** Takes an executed mission to its end; resolves to the calls of the API that this took. */
  finish(deps: HandDeps, missionId: string): Promise<number>;
}

const STEPS = 6;
const NAMES = Array.from({ length: STEPS }, (_, index) => `step-${index}`);

/** What a step does before it is done; called with its number. */
type OnStep = (index: number) => Promise<void>;

/** Six steps that say nothing before they are done. */
export function quiet(onStep: OnStep = () => Promise.resolve()): Kind {
  const steps = NAMES.map((name, index) => stepOf(name, index, () => onStep(index)));
  return { name: 'six quiet steps', types: [typeOf(steps)], request: requestOf('counted'), finish: runOnce };
}

/** Six steps of which the third asks its owner. */
export function asks(): Kind {
  const asking: Step = {
    ...{ name: 'step-2', weight: 1, output: z.unknown() },
    run: async ({ answerTo }) =>
      answerTo('approval') === null ? waitForApproval({ question: 'Go on?' }) : { output: null, message: 'Asked.' },
  };
  const steps = NAMES.map((name, index) => (index === 2 ? asking : stepOf(name, index, () => Promise.resolve())));
  return {
    name: 'six steps, one asks its owner',
    types: [typeOf(steps)],
    request: requestOf('counted'),
    finish: async (deps, id) => {
      await runOnce(deps, id);
      await answerMission(deps, OWNER, id, { choice: 'approve' });
      return 1 + (await runOnce(deps, id));
    },
  };
}

/** Six steps that a worker elsewhere reports: each when it begins and when it is done. */
export function external(): Kind {
  const steps = NAMES.map((name) => ({ name }));
  return {
    name: 'external, six steps',
    types: [],
    request: createMissionRequest.parse({ objective: 'Count', type: 'external', external: { steps } }),
    finish: async (deps, missionId) => {
      for (const index of NAMES.keys()) {
        const result = index === STEPS - 1 ? { result: { summary: 'Counted.' } } : {};
        for (const report of [{ status: 'started' }, { status: 'completed', ...result }]) {
          await reportStep(deps, { owner: OWNER, missionId }, index, stepReport.parse(report));
        }
      }
      return 2 * STEPS;
    },
  };
}

/**
 * The research type itself, over a site of six pages on this machine, without the live progress whose writes depend on
 * how long the reading takes: that is counted apart. `close` ends the site.
 */
export async function research(): Promise<{ readonly kind: Kind; close(): Promise<void> }> {
  const text =
    'To install a package, run the installer and name the package; this page says how, at some length. '.repeat(9);
  const paths = ['/installing.html', '/packages.html', '/colours.html', '/numbers.html', '/letters.html'];
  const pages = paths.map((path) => [path, sitePage(path.slice(1, -5), text)] as const);
  const site = await serveSite({ '/': sitePage('The manual', text, paths), ...Object.fromEntries(pages) });
  const web = guardedWeb({ allowHosts: ['localhost'], userAgent: 'MissionProgress/1.0' });
  const type = researchMission({ web });
  const silent = (context: StepContext): StepContext => ({ ...context, report: () => undefined });
  const steps = type.steps.map((step) => ({ ...step, run: (context: StepContext) => step.run(silent(context)) }));
  const asked = { objective: 'How to install packages', scope: { allowed_domains: [site.domain] } };
  return {
    kind: {
      name: 'research, six pages',
      types: [{ ...type, steps }],
      request: createMissionRequest.parse(asked),
      finish: runOnce,
    },
    close: async () => {
      await Promise.all([web.close(), site.close()]);
    },
  };
}

/** How long {@link reporting} reports: a little over three seconds, of which each end is followed by a write. */
const REPORTS_MS = 3_500;

/** One step that reports all the time, to count what live progress costs. */
export function reporting(): Kind {
  const step = stepOf('step-0', STEPS - 1, () => Promise.resolve());
  const busy: Step = {
    ...step,
    run: async (context) => {
      const endMs = performance.now() + REPORTS_MS;
      for (let done = 0; performance.now() < endMs; done += 1) {
        context.report({ message: `page ${done}`, done, total: null, unit: 'pages', fraction: null });
        await delay(50);
      }
      return await step.run(context);
    },
  };
  return { name: 'one step that reports', types: [typeOf([busy])], request: requestOf('counted'), finish: runOnce };
}

function typeOf(steps: readonly Step[]): MissionType {
  return { name: 'counted', version: 1, title: 'Counted', steps };
}

function stepOf(name: string, index: number, before: () => Promise<void>): Step {
  return {
    ...{ name, weight: 1, output: z.unknown() },
    run: async () => {
      await before();
      return { output: { index }, message: `${name} done`, ...(index === STEPS - 1 ? { result: OUTPUT } : {}) };
    },
  };
}

function requestOf(type: string): CreateMissionRequest {
  return createMissionRequest.parse({ objective: 'Count', type, scope: { allowed_domains: ['example.com'] } });
}

/** Delivers the task that was sent last. */
async function runOnce(deps: HandDeps, missionId: string): Promise<number> {
  const task = deps.sent.findLast((sent) => sent.mission_id === missionId);
  if (task === undefined) throw new Error('nothing was enqueued');
  await runMission(deps, task, 'counted');
  return 0;
}
