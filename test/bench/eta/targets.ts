import type { Comparison, Target } from '../figures.ts';
import { largestDocument, msPerForecast } from './cost.ts';
import type { Calm, Scores } from './scores.ts';

interface Known {
  /** The best baseline's mean absolute error, in seconds. */
  readonly mae: number;
  readonly within5s: number | null;
}

/** What is aimed at on the logs that are known by name; on any other there are only figures. */
const KNOWN: Readonly<Record<string, Known>> = {
  sebs_flow: { mae: 31.2, within5s: 0.66 },
  mlperf_v21: { mae: 207, within5s: null },
  helpdesk: { mae: 605_603, within5s: null },
  bpi13i: { mae: 357_003, within5s: null },
};

const NOTHING = { name: '', values: [0] } as const;

/** What became of the log `name`, against the best baseline and the restlessness of the plain rate. */
export function comparisonsOf(name: string, { mae, within5s, coverage }: Scores, calm: Calm, rate: Calm): Comparison[] {
  const known = KNOWN[name];
  if (known === undefined) return [];
  const one = (what: string, unit: string, ours: number, floor: Comparison['floor'], target: Target): Comparison => {
    return { name: `${name}: ${what}`, unit, ours: [ours], floor, target };
  };
  const own = (at: Target['at'], value: number): Target => ({ of: 'ours', at, value });
  const ofRate = (value: number): Comparison['floor'] => ({ name: 'elapsed ÷ done × left', values: [value] });
  const half: Target = { of: 'ratio', at: 'most', value: 0.5 };
  const covered = coverage ?? 0;
  return [
    one('mean absolute error', 's', mae, { name: 'best other', values: [known.mae] }, { ...half, value: 1 }),
    one('share that the range holds, at least', '', covered, NOTHING, own('least', 0.76)),
    one('share that the range holds, at most', '', covered, NOTHING, own('most', 0.84)),
    one('polls that rise by over a tenth', '', calm.bigRise, ofRate(rate.bigRise), half),
    one('jitter', '', calm.jitter, ofRate(rate.jitter), half),
    ...(known.within5s === null ? [] : [one('share within 5 s', '', within5s, NOTHING, own('least', known.within5s))]),
  ];
}

/** What a forecast takes, and what it rests on; needs no log. */
export function costComparisons(): Comparison[] {
  const cost = (name: string, unit: string, ours: number, most: number): Comparison => {
    return { name, unit, ours: [ours], floor: NOTHING, target: { of: 'ours', at: 'most', value: most } };
  };
  return [
    cost('a forecast in a mission of 100 steps', 'ms', msPerForecast(), 1),
    cost('statistics of a type made to be large', 'bytes', largestDocument(), 65_536),
  ];
}
