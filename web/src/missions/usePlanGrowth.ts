import { useEffect, useState } from 'react';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { announce } from '../ui/announcer.ts';
import { nextGrowth, type PlanGrowth } from './planGrowth.ts';

/** "Plan grew from 9 to 11 steps", once it did so while somebody looked; empty else. */
export function usePlanGrowth(mission: Mission): string {
  const [growth, setGrowth] = useState<PlanGrowth | null>(null);
  const next = nextGrowth(growth, mission);
  // Set while rendering: React draws again at once, and nobody sees the old text in between.
  if (next !== growth) setGrowth(next);
  const { text } = next;
  useEffect(() => {
    if (text !== '') announce('plan', `${text}.`);
  }, [text]);
  return text;
}
