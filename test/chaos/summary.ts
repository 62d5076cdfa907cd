import type { FaultKind } from './record.ts';
import type { Stage } from './stage.ts';

export interface Summary {
  readonly seed: number;
  readonly text: string;
}

const COUNTED: readonly FaultKind[] = [
  'killed',
  'terminated',
  'stopped',
  'duplicated',
  'overlapped',
  'dropped',
  'given_up',
  'delivery_failed',
  'enqueue_refused',
  'clock_moved',
  'emulator_paused',
  'emulator_restarted',
  'cancelled',
  'paused',
  'resumed',
  'retried',
  'answered',
  'signalled',
];

/** What happened, for people. */
export async function summarize(
  stage: Stage,
  end: { readonly seed: number; readonly sweeps: number; readonly seconds: number; readonly violations: number },
): Promise<Summary> {
  const { world, roster, recoveries } = stage;
  const ends = new Map<string, number>();
  for (const id of roster.all) {
    const status = roster.last(id)?.status ?? 'unseen';
    ends.set(status, (ends.get(status) ?? 0) + 1);
  }
  const counts = COUNTED.map((kind) => [kind, world.count(kind)] as const).filter(([, count]) => count > 0);
  const inSeconds = (share: number): string => ((recoveries.percentileMs(share) ?? 0) / 1000).toFixed(1);
  const lines = [
    `seed          ${end.seed}`,
    `missions      ${roster.all.length}: ${[...ends].map(([status, count]) => `${count} ${status}`).join(', ')}`,
    `runs          ${world.runs.length} of steps and items, ${world.deliveries.size} deliveries`,
    `faults        ${counts.map(([kind, count]) => `${count} ${kind}`).join(', ')}`,
    `recoveries    ${recoveries.durationsMs.length} after a kill: p50 ${inSeconds(0.5)} s, p95 ${inSeconds(0.95)} s`,
    `came home     after ${end.sweeps} sweeps, ${end.seconds.toFixed(0)} s in all`,
    ...[...stage.troubles].map(([words, count]) => `noted         ${count} times ${words}`),
    `violations    ${end.violations}`,
  ];
  return { seed: end.seed, text: lines.join('\n') };
}
