import { billOf, type Footprint, type Sweeping, USUAL, type Use, usageOf } from './month.ts';
import { type Prices, UNITED_STATES } from './prices.ts';

/** One thing that an operator or an author of mission types can turn. */
export interface Lever {
  readonly name: string;
  readonly total: number;
  /** Of the total before: 0.9 is a tenth less. */
  readonly ratio: number;
}

interface Turned {
  readonly print?: Footprint;
  readonly use?: Partial<Use>;
  readonly prices?: Prices;
}

/** What a month costs when one thing is other than usual, from the one that saves most to the one that costs most. */
export function leversOf(print: Footprint, missions: number, sweeping: Sweeping, prices: Prices): Lever[] {
  const costOf = (turned: Turned): number => {
    const use = { ...USUAL, missions, ...turned.use };
    return billOf(usageOf(turned.print ?? print, use, sweeping), turned.prices ?? prices).total;
  };
  const usual = costOf({});
  return Object.entries(turnsOf(print))
    .map(([name, turned]) => ({ name, total: costOf(turned) }))
    .map((lever) => ({ ...lever, ratio: lever.total / usual }))
    .toSorted((one, other) => one.total - other.total);
}

function turnsOf(print: Footprint): Readonly<Record<string, Turned>> {
  return {
    'nobody has a page open': { use: { pages: 0 } },
    'two pages are open for each mission': { use: { pages: 2 } },
    'a poll a second instead of the page': { use: { pages: 0, polls: Math.ceil(print.runSeconds) } },
    'steps report no live progress': { print: withoutLive(print) },
    'missions are kept for 7 days (RETENTION_DAYS)': { use: { retentionDays: 7 } },
    'missions are kept for ever, in their second year': {
      print: { ...print, deleted: 0 },
      use: { retentionDays: 720 },
    },
    'half as many seconds in each run': { print: { ...print, runSeconds: print.runSeconds / 2 } },
    'one mission in an instance (concurrency 1)': { use: { runConcurrency: 1 } },
    '80 missions in an instance (concurrency 80)': { use: { runConcurrency: 80 } },
    'half the memory (512 MiB)': { use: { runGib: 0.5 } },
    'the database in nam5': { prices: UNITED_STATES },
  };
}

function withoutLive(print: Footprint): Footprint {
  const { liveWrites, written, pageReads } = print;
  return { ...print, liveWrites: 0, written: written - liveWrites, pageReads: pageReads - liveWrites };
}
