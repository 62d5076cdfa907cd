import type { Limits } from '../../functions/src/missions/deps.ts';

/** As many missions as they like. */
export const NO_LIMITS: Limits = { perOwner: null, perType: new Map(), perMinute: { create: null, start: null } };
