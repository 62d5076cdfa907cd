import type { FieldProblem } from '../../core/errors.ts';
import type { GuardedWeb } from '../../edge/guardedFetch.ts';
import type { Model } from '../../edge/model.ts';
import type { MissionType } from '../../missions/defineMission.ts';
import { missingSource, type ReportRequest, reportRequest } from '../../schema/reportRequest.ts';
import type { MissionResult } from '../../schema/result.ts';
import { budgetCheckStep } from './budgetCheck.ts';
import { executorStep } from './executor.ts';
import { finalizeStep, partialReport } from './finalize.ts';
import { gatherStep } from './gatherStep.ts';
import { modelNotSet } from './model/requireModel.ts';
import { plannerStep } from './planner.ts';
import { reviewStep } from './review.ts';
import { reportVerificationStep } from './verification.ts';

/** What reports need of the deployment. */
export interface ReportDeps {
  readonly web: GuardedWeb;
  /** Null where the operator has set none: reports are asked for that only quote. */
  readonly model: Model | null;
  /** The result of another mission of the same owner; null where there is none. */
  resultOf(missionId: string, otherMissionId: string): Promise<MissionResult | null>;
}

/** A report: reads sources, plans sections, writes each with citations, checks them, and puts them together. */
export function reportMission(deps: ReportDeps): MissionType {
  return {
    name: 'report',
    version: 1,
    title: 'Report',
    input: reportRequest,
    problemOf: ({ input, scope }) => {
      const request = reportRequest.parse(input);
      const message = missingSource(request.sources, scope.allowed_domains);
      return message === null ? priceProblem(deps.model, request) : { field: 'input.sources', message };
    },
    refusalOf: (input) => (deps.model === null && reportRequest.parse(input).engine === 'model' ? modelNotSet() : null),
    isSameWork: (before, after) => wordsOf(before) === wordsOf(after),
    partialResult: partialReport,
    steps: [
      reportVerificationStep(deps.web),
      gatherStep(deps),
      plannerStep(deps.model),
      budgetCheckStep(deps.model),
      executorStep(deps.model),
      reviewStep(deps.model),
      finalizeStep(),
    ],
  };
}

/** A budget in money holds nothing where the model has no price. */
function priceProblem(model: Model | null, { engine, budget }: ReportRequest): FieldProblem | null {
  if (model === null || engine === 'extractive' || budget.usd === undefined) return null;
  if (model.costOf(model.name, { input: 0, output: 0 }) !== null) return null;
  const message = `can't be kept: the operator has set no price for ${model.name}; set budget.tokens instead`;
  return { field: 'input.budget.usd', message };
}

/** What a report is asked but for its budget: what was written for the same words stays right under another one. */
function wordsOf(input: unknown): string {
  return JSON.stringify({ ...reportRequest.parse(input), budget: null });
}
