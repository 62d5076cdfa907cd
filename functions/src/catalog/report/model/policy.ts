import type { StepPolicy } from '../../../missions/defineMission.ts';

/**
 * Each try has asked three times within seconds already (edge/model), so the next ones leave an endpoint more time: four
 * tries over about a minute, or as long as it asks for.
 */
export const MODEL_POLICY: Partial<StepPolicy> = { attempts: 4, backoffMs: 3_000, factor: 4, maxBackoffMs: 60_000 };
