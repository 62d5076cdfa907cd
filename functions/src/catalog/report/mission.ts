import type { GuardedWeb } from '../../edge/guardedFetch.ts';
import type { MissionType } from '../../missions/defineMission.ts';
import { missingSource, reportRequest } from '../../schema/reportRequest.ts';
import type { MissionResult } from '../../schema/result.ts';
import { executorStep } from './executor.ts';
import { finalizeStep } from './finalize.ts';
import { gatherStep } from './gatherStep.ts';
import { plannerStep } from './planner.ts';
import { reviewStep } from './review.ts';
import { reportVerificationStep } from './verification.ts';

/** What reports need of the deployment. */
export interface ReportDeps {
  readonly web: GuardedWeb;
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
      const message = missingSource(reportRequest.parse(input).sources, scope.allowed_domains);
      return message === null ? null : { field: 'input.sources', message };
    },
    steps: [
      reportVerificationStep(deps.web),
      gatherStep(deps),
      plannerStep(),
      executorStep(),
      reviewStep(),
      finalizeStep(),
    ],
  };
}
