import type { StepView } from '../stepViews.ts';

/** As many as fit beside the list without scrolling. */
const SHOWN = 6;

/** The steps around the one that runs or is next, and how many there are on either side. */
export function stepsAround(steps: readonly StepView[]): {
  readonly before: number;
  readonly shown: readonly StepView[];
  readonly after: number;
} {
  const open = steps.findIndex(({ state }) => state !== 'completed');
  const at = open === -1 ? steps.length - 1 : open;
  const first = Math.max(0, Math.min(at - 2, steps.length - SHOWN));
  const shown = steps.slice(first, first + SHOWN);
  return { before: first, shown, after: steps.length - first - shown.length };
}
