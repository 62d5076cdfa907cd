import type { GuardedWeb } from '../../edge/guardedFetch.ts';
import type { MissionType } from '../../missions/defineMission.ts';
import { budgetCheckStep } from './budgetCheck.ts';
import { finalizeStep } from './finalize.ts';
import { intentClassificationStep } from './intentClassification.ts';
import { toolExecutionStep } from './toolExecution.ts';
import { toolSelectionStep } from './toolSelection.ts';
import { verificationStep } from './verification.ts';

/** What research needs of the deployment. */
export interface ResearchDeps {
  readonly web: GuardedWeb;
}

/**
 * Research: finds the pages of the allowed domains that speak to the objective. The weights are the shares of the bar:
 * 10, 20, 30, 40, 95 and 100 percent stand after the six steps.
 */
export function researchMission({ web }: ResearchDeps): MissionType {
  return {
    name: 'research',
    version: 1,
    title: 'Research',
    steps: [
      verificationStep(web),
      intentClassificationStep(),
      budgetCheckStep(),
      toolSelectionStep(),
      toolExecutionStep(web),
      finalizeStep(),
    ],
  };
}
