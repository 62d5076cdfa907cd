import type { Deps } from '../../functions/src/missions/deps.ts';

const refuse = () => Promise.reject(new Error('nobody has a webhook here'));

/** For where nobody has a webhook: who would call one, or send a delivery on its way, fails. */
export const noTargets: Deps['targets'] = { check: refuse, post: refuse };
export const enqueueDelivery: Deps['tasks']['enqueueDelivery'] = refuse;
