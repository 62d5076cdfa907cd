import * as z from 'zod';
import { missionStats } from './missionStats.ts';
import { instant } from './time.ts';

/**
 * `mission_stats/{stats_id}`. `owner` is null for the types that this project runs itself: how long their steps take is
 * nobody's secret. What an external worker reports is its owner's own, names of steps and all.
 */
export const storedStats = z.object({
  stats_id: z.string(),
  owner: z.string().nullable(),
  updated_at: instant,
  stats: missionStats,
});
export type StoredStats = z.infer<typeof storedStats>;

/** The newest mission that was learned, in the order in which missions end. */
export const learnedUntil = z.object({ finished_at: instant, mission_id: z.string() });
export type LearnedUntil = z.infer<typeof learnedUntil>;

/** Under which id the runs of a type's version are learned. */
export function typeStatsId(type: string, version: number): string {
  return `${type}@${version}`;
}

/** The id of the version before, whose steps a new version begins with; null for the first and for external runs. */
export function olderStatsId(statsId: string): string | null {
  const at = statsId.lastIndexOf('@');
  const version = at < 0 ? Number.NaN : Number(statsId.slice(at + 1));
  return Number.isInteger(version) && version > 1 ? typeStatsId(statsId.slice(0, at), version - 1) : null;
}
