import type { MissionResult } from '../../functions/src/schema/result.ts';

/** A result that found nothing: tests say what it has. */
export const RESULT: MissionResult = {
  ...{ mission_id: 'mission-1', owner: 'anna', attempt: 1, created_at: '2026-11-21T10:00:21.480Z' },
  ...{ summary: '', markdown: '', items: [], pages_read: 0, missed: [], missed_count: 0 },
};
