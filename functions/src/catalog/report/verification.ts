import type { GuardedWeb } from '../../edge/guardedFetch.ts';
import type { Step } from '../../missions/defineMission.ts';
import { reportRequest } from '../../schema/reportRequest.ts';
import { type Verification, verification, verificationStep } from '../research/verification.ts';

/** Step 1. Where pages or texts are named nothing is searched for, so that there is no domain to find out about. */
export function reportVerificationStep(web: GuardedWeb): Step<Verification> {
  const checked = verificationStep(web);
  return {
    ...verification,
    weight: 5,
    async run(context) {
      const { sources } = await context.inputBy(reportRequest);
      const named = sources.mission_ids.length + sources.addresses.length;
      if (context.scope.allowed_domains.length > 0 && named === 0) return await checked.run(context);
      const nothing = { domains: [], requests: 0, bytes: 0, seconds: 0 };
      return { output: nothing, message: 'The sources are named; no domain is searched.' };
    },
  };
}
