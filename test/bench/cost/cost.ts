import type { Bench } from '../bench.ts';
import type { Setting } from '../report.ts';
import { settingText } from '../report.ts';
import type { Operations } from '../runner/countedFirestore.ts';
import { alignedTable, numberText } from '../table.ts';
import { type CountedAll, countAll } from './footprints.ts';
import { type Lever, leversOf } from './levers.ts';
import { ASSUMED, type Bill, billOf, type Sweeping, USUAL, usageOf } from './month.ts';
import { FREE, IOWA, LOS_ANGELES, PRICE_SOURCES, PRICES_AS_OF, type Prices, UNITED_STATES } from './prices.ts';

const MONTHS = [1_000, 100_000, 10_000_000] as const;
const PLACES: readonly Prices[] = [IOWA, LOS_ANGELES, UNITED_STATES];

/** At which volume the levers are turned, and for which kind: the second that is counted, research. */
const LEVERED = { missions: 1_000_000, kind: 1, prices: IOWA } as const;

interface Month {
  readonly kind: string;
  readonly missions: number;
  readonly place: string;
  readonly bill: Bill;
}

/** What missions cost by the month, from operations that are counted on the emulator. */
export interface Cost {
  readonly counted: CountedAll;
  readonly months: readonly Month[];
  readonly levers: readonly Lever[];
  readonly prices: { readonly as_of: string; readonly sources: readonly string[]; readonly places: readonly Prices[] };
  readonly free: typeof FREE;
  readonly assumed: typeof ASSUMED;
  readonly usual: typeof USUAL;
}

export async function measureCost(bench: Bench): Promise<Cost> {
  const counted = await countAll(bench);
  const sweeping = sweepingOf(counted);
  const months = counted.kinds.flatMap(({ kind, print }) =>
    MONTHS.flatMap((missions) =>
      PLACES.map((prices) => ({
        ...{ kind, missions, place: prices.place },
        bill: billOf(usageOf(print, { ...USUAL, missions }, sweeping), prices),
      })),
    ),
  );
  const levered = counted.kinds[LEVERED.kind];
  if (levered === undefined) throw new Error('there is no such kind');
  return {
    ...{ counted, months, free: FREE, assumed: ASSUMED, usual: USUAL },
    levers: leversOf(levered.print, LEVERED.missions, sweeping, LEVERED.prices),
    prices: { as_of: PRICES_AS_OF, sources: PRICE_SOURCES, places: PLACES },
  };
}

function sweepingOf({ afterwards: { idle, learnRound, learnMission } }: CountedAll): Sweeping {
  return {
    idleReads: idle.read + idle.aggregated,
    roundReads: learnRound.read,
    roundWrites: learnRound.written,
    missionReads: learnMission.read,
  };
}

/** The result as text. */
export function costText(cost: Cost, setting: Setting): string {
  const { counted, prices, assumed } = cost;
  const { page, stream, poll, pollAgain } = counted.viewers;
  return [
    `Operations of one mission, counted on the emulator\n\n${countedTable(counted)}`,
    `Who looks at six quiet steps reads: a page ${page}, a stream ${stream}, a poll ${poll}, within the same second ${pollAgain}.`,
    `US dollars a month, one page open for each mission, kept for ${USUAL.retentionDays} days; beyond what is free\n\n${monthTable(cost.months)}`,
    `What moves it: ${MILLION} of ${counted.kinds[LEVERED.kind]?.kind} a month in ${LEVERED.prices.place}\n\n${leverTable(cost.levers)}`,
    `Assumed: ${assumedText(counted)}; ${Object.entries(assumed)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}.`,
    `Prices as of ${prices.as_of}: ${prices.sources.join('; ')}.`,
    settingText(setting),
  ].join('\n\n');
}

const MILLION = `${LEVERED.missions / 1e6} million`;

function assumedText({ kinds }: CountedAll): string {
  return kinds
    .map(({ kind, print }) => `${kind}: runs ${print.runSeconds} s, reports for ${print.liveWrites} s`)
    .join('; ');
}

function countedTable({ kinds, afterwards }: CountedAll): string {
  const rows = kinds.flatMap(({ kind, counted, deletion, print }) => [
    [kind, 'create, approve, execute', ...operationCells(counted.asked), '3', ''],
    ['', 'its run', ...operationCells(counted.run), String(counted.calls - 3), String(counted.tasks)],
    ['', 'its deletion', ...operationCells(deletion), '', ''],
    ['', `stored: ${Math.round(print.storedBytes / 1000)} kB of fields`],
  ]);
  const { idle, learnMission, learnRound } = afterwards;
  const sweeps = [
    ['a sweep', 'with nothing to do', ...operationCells(idle)],
    ['', 'for each mission that ended', ...operationCells(learnMission)],
    ['', 'for each fifty of them', ...operationCells(learnRound)],
  ];
  return alignedTable(
    ['kind', 'what', 'commits', 'written', 'deleted', 'read', 'calls', 'tasks'],
    [...rows, ...sweeps],
  );
}

function operationCells({ commits, written, deleted, read, aggregated }: Operations): string[] {
  return [commits, written, deleted, read + aggregated].map(String);
}

function monthTable(months: readonly Month[]): string {
  const rows = months.map(({ kind, missions, place, bill }) => [
    ...[kind, missions.toLocaleString('en'), place],
    ...[bill.firestore, bill.tasks, bill.functions, bill.total].map(dollars),
    dollars((bill.total / missions) * 1_000_000),
  ]);
  return alignedTable(['kind', 'missions', 'place', 'Firestore', 'Tasks', 'Functions', 'together', 'a million'], rows);
}

function leverTable(levers: readonly Lever[]): string {
  const rows = levers.map(({ name, total, ratio }) => [name, dollars(total), numberText(ratio)]);
  return alignedTable(['if', 'together', 'of the usual'], rows);
}

function dollars(amount: number): string {
  return amount >= 100 ? Math.round(amount).toLocaleString('en') : amount.toFixed(2);
}
