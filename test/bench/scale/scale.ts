import { alignedTable, numberText } from '../table.ts';
import { type Ceiling, ceilingsOf, lookersOf } from './capacity.ts';
import { carriedADay } from './carried.ts';
import { type Day, simulateDay } from './day.ts';
import { deployedIndexes, type IndexLoad, indexLoads } from './indexes.ts';
import { type Life, statesOf } from './life.ts';
import { ASSUMPTIONS, type Assumption, RAISED, type Setup, SHARDED, SHIPPED } from './limits.ts';

const SETUPS: readonly Setup[] = [SHIPPED, RAISED, SHARDED];
const DAY_OF = 10_000_000;
const SEED = 2026;

/** The research mission of docs/cost.md, and a shorter and a longer one. */
const LIVES = {
  'quiet, 5 s': { runSeconds: 5, reportSeconds: 0 },
  'research, 30 s': { runSeconds: 30, reportSeconds: 20 },
  'long, 300 s': { runSeconds: 300, reportSeconds: 280 },
} as const satisfies Record<string, Life>;
const USUAL = 'research, 30 s';

/** What one project carries, by a model of the limits; nothing is measured and nothing is random but by the seed. */
export interface Scale {
  readonly seed: number;
  readonly indexes: readonly IndexLoad[];
  readonly setups: readonly {
    readonly setup: Setup;
    readonly ceilings: readonly Ceiling[];
    readonly day: Day;
    /** Missions a day, by the kind of mission. */
    readonly carried: Readonly<Record<string, number>>;
  }[];
  readonly lookers: { readonly pollers: number; readonly streams: number };
  readonly assumptions: typeof ASSUMPTIONS;
}

export function modelScale(): Scale {
  const deployed = deployedIndexes();
  const loadsOf = (life: Life) => indexLoads(statesOf(life), deployed);
  const usual = { life: LIVES[USUAL], loads: loadsOf(LIVES[USUAL]) };
  return {
    seed: SEED,
    indexes: usual.loads,
    setups: SETUPS.map((setup) => ({
      setup,
      ceilings: ceilingsOf(setup, usual.life, usual.loads),
      day: simulateDay({ ...usual, missions: DAY_OF, seed: SEED, setup }),
      carried: Object.fromEntries(
        Object.entries(LIVES).map(([name, life]) => [
          name,
          carriedADay({ setup, life, loads: loadsOf(life), seed: SEED }),
        ]),
      ),
    })),
    lookers: lookersOf(1),
    assumptions: ASSUMPTIONS,
  };
}

/** The result as text. */
export function scaleText({ indexes, setups, lookers, seed }: Scale): string {
  return [
    `What one mission does to the indexes of missions (${USUAL})\n\n${indexTable(indexes)}`,
    ...setups.map(({ setup, ceilings }) => `Missions a second, on average: ${setup.name}\n\n${ceilingTable(ceilings)}`),
    `A day of ${DAY_OF.toLocaleString('en')} missions (${USUAL}), seed ${seed}\n\n${dayTable(setups)}`,
    `Missions a day that are carried\n\n${carriedTable(setups)}`,
    `Who looks: ${lookers.pollers.toLocaleString('en')} polls a second, ${lookers.streams.toLocaleString('en')} streams; pages listen to Firestore itself.`,
    `Assumed\n\n${assumptionTable()}`,
  ].join('\n\n');
}

function indexTable(indexes: readonly IndexLoad[]): string {
  return alignedTable(
    ['index', 'new entries', 'of them beside the newest'],
    indexes.map(({ name, writes, sequential }) => [name, String(writes), String(sequential)]),
  );
}

function ceilingTable(ceilings: readonly Ceiling[]): string {
  const rows = ceilings.map(({ what, missionsPerSecond, past }) => [
    ...[what, numberText(missionsPerSecond), Math.round(missionsPerSecond * 86_400).toLocaleString('en'), past],
  ]);
  return alignedTable(['limit', 'a second', 'a day', 'to go past it'], rows);
}

const DAY_ROWS: Readonly<Record<string, (day: Day) => number>> = {
  created: (day) => day.created,
  ended: (day) => day.ended,
  'in the queue at the end': (day) => day.queued,
  'seconds in the queue, half': (day) => day.waitSeconds.p50,
  'seconds in the queue, 99 in 100': (day) => day.waitSeconds.p99,
  'seconds in the queue, longest': (day) => day.waitSeconds.longest,
  'sent another task by the sweep': (day) => day.sentAgain,
  'most at once': (day) => day.mostRunning,
  'most instances': (day) => day.mostInstances,
  'hottest index, most writes a second': (day) => day.hottestWrites,
  'seconds past its limit': (day) => day.secondsTooHot,
  'not learned at the end': (day) => day.unlearned,
  'expired and not deleted at the end': (day) => day.undeleted,
};

function dayTable(setups: Scale['setups']): string {
  const rows = Object.entries(DAY_ROWS).map(([name, of]) => [
    name,
    ...setups.map(({ day }) => of(day).toLocaleString('en')),
  ]);
  return alignedTable(['', ...setups.map(({ setup }) => setup.name)], rows);
}

function carriedTable(setups: Scale['setups']): string {
  const rows = Object.keys(LIVES).map((name) => [
    name,
    ...setups.map(({ carried }) => (carried[name] ?? 0).toLocaleString('en')),
  ]);
  return alignedTable(['', ...setups.map(({ setup }) => setup.name)], rows);
}

function assumptionTable(): string {
  const all: readonly Assumption[] = Object.values(ASSUMPTIONS);
  return alignedTable(
    ['what', '', 'from'],
    all.map(({ name, value, unit, from }) => [name, `${value.toLocaleString('en')}${unit}`, from]),
  );
}
