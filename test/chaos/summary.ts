import { DEEDS, type FaultKind } from './record.ts';
import type { Stage } from './stage.ts';

const COUNTED: readonly FaultKind[] = [
  ...(['killed', 'terminated', 'stopped', 'time_limited', 'swept'] as const),
  ...(['duplicated', 'overlapped', 'dropped', 'given_up', 'delivery_failed', 'enqueue_refused'] as const),
  ...(['clock_moved', 'emulator_paused', 'emulator_restarted'] as const),
];

interface End {
  readonly seed: number;
  readonly sweeps: number;
  readonly stormSeconds: number;
  readonly seconds: number;
  readonly violations: number;
}

/** What happened, for people. */
export function summarize(stage: Stage, end: End): string {
  const { world, roster, recoveries, watchers } = stage;
  const missions = roster.all.map((id) => roster.last(id));
  const counts = COUNTED.map((kind) => [kind, world.count(kind)] as const);
  const deeds = DEEDS.map((kind) => [kind, world.count(kind)] as const);
  const inSeconds = (share: number): string => ((recoveries.percentileMs(share) ?? 0) / 1000).toFixed(1);
  const lines = [
    `seed          ${end.seed}`,
    `missions      ${missions.length}: ${listed(tally(missions.map((mission) => mission?.status ?? 'unseen')))}`,
    `types         ${listed(tally(missions.map((mission) => mission?.type ?? 'unseen')))}`,
    `attempts      ${missions.reduce((sum, mission) => sum + (mission?.attempt ?? 0), 0)}`,
    `runs          ${world.runs.length} of steps and items, ${world.deliveries.size} deliveries`,
    `faults        ${listed(counts)}`,
    `owners        ${listed(deeds)}`,
    `recoveries    ${recoveries.durationsMs.length} after a kill: p50 ${inSeconds(0.5)} s, p95 ${inSeconds(0.95)} s`,
    `limits        at most ${Math.round(watchers.limits.most * 100)} percent of one were taken`,
    `came home     after ${end.sweeps} sweeps, a storm of ${end.stormSeconds.toFixed(0)} s, ${end.seconds.toFixed(0)} s in all`,
    ...[...stage.troubles].map(([words, count]) => `noted         ${count} times ${words}`),
    `violations    ${end.violations}`,
  ];
  return lines.join('\n');
}

function tally(words: readonly string[]): (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].toSorted(([one], [other]) => one.localeCompare(other));
}

function listed(counts: readonly (readonly [string, number])[]): string {
  const some = counts.filter(([, count]) => count > 0);
  return some.map(([word, count]) => `${count} ${word}`).join(', ');
}
