import type { MissionType } from '../../../functions/src/missions/defineMission.ts';
import { BELOW_MISSION, below, missionDoc } from '../../../functions/src/store/collections.ts';
import type { Bench } from '../bench.ts';
import type { Operations } from '../runner/countedFirestore.ts';
import { type BenchDeps, benchDeps } from '../runner/deps.ts';
import { asks, external, type Kind, quiet, research } from './kinds.ts';
import {
  type Afterwards,
  type Counted,
  countAfterwards,
  countDeletion,
  countMission,
  each,
  type HandDeps,
} from './lifecycle.ts';
import type { Footprint } from './month.ts';
import { countViewers, type ViewerReads } from './viewers.ts';

/** How long the runs of a kind hold their places together, and for how long of that they report live progress. */
interface Lasting {
  readonly runSeconds: number;
  readonly reportSeconds: number;
}

/** Assumed: nothing on an emulator says how long other people's steps take. */
const LASTING = {
  quiet: { runSeconds: 5, reportSeconds: 0 },
  research: { runSeconds: 30, reportSeconds: 20 },
  asks: { runSeconds: 10, reportSeconds: 0 },
  external: { runSeconds: 0, reportSeconds: 0 },
} as const satisfies Record<string, Lasting>;

/** One kind of mission, counted. */
export interface CountedKind {
  readonly kind: string;
  readonly counted: Counted;
  readonly deletion: Operations;
  readonly print: Footprint;
}

export interface CountedAll {
  readonly kinds: readonly CountedKind[];
  readonly viewers: ViewerReads;
  readonly afterwards: Afterwards;
}

/** Counts every kind, each in a database of its own. */
export async function countAll(bench: Bench): Promise<CountedAll> {
  const opened: BenchDeps[] = [];
  const make = (types: readonly MissionType[]): HandDeps => {
    const deps = benchDeps(bench.newProject(), ...types);
    opened.push(deps);
    return deps;
  };
  const site = await research();
  try {
    const viewers = await countViewers(make);
    const kinds: CountedKind[] = [];
    const all = [
      [quiet(), LASTING.quiet],
      [site.kind, LASTING.research],
      [asks(), LASTING.asks],
      [external(), LASTING.external],
    ] as const;
    for (const [kind, lasting] of all) {
      bench.say(`  ${kind.name}`);
      kinds.push(await countKind(make(kind.types), kind, lasting, viewers));
    }
    return { kinds, viewers, afterwards: await countAfterwards(make(quiet().types), quiet()) };
  } finally {
    await Promise.all([site.close(), ...opened.map((deps) => deps.end())]);
  }
}

async function countKind(deps: HandDeps, kind: Kind, lasting: Lasting, viewers: ViewerReads): Promise<CountedKind> {
  const { id, ...counted } = await countMission(deps, kind);
  const storedBytes = await bytesOf(deps, id);
  const deletion = await countDeletion(deps);
  const { asked, run, calls, tasks } = counted;
  const sum = [asked, run, deletion].reduce((one, other) => each(one, other, (a, b) => a + b));
  const { runSeconds, reportSeconds } = lasting;
  // Live progress is a write of one document a second; see the test of the quiet path.
  const liveWrites = reportSeconds;
  const print = {
    kind: kind.name,
    // A runner that stays longer than half a second watches for a cancel: a read each time that it begins.
    read: sum.read + sum.aggregated + tasks,
    written: sum.written + liveWrites,
    deleted: sum.deleted,
    liveWrites,
    // The page was counted beside six quiet steps: 7 commits and 8 lines of history in their run.
    pageReads: viewers.page + (run.commits - QUIET_COMMITS) * 2 + liveWrites,
    ...{ calls, tasks, runSeconds, storedBytes },
  };
  return { kind: kind.name, counted, deletion, print };
}

/** Of the run of six quiet steps. Every other commit is a change of the mission and a line of its history. */
const QUIET_COMMITS = 7;

/** The fields of a mission and of all that lies below it, as JSON. */
async function bytesOf({ db }: HandDeps, missionId: string): Promise<number> {
  const lists = await Promise.all(BELOW_MISSION.map((name) => below(db, missionId, name).get()));
  const docs = [await missionDoc(db, missionId).get(), ...lists.flatMap((list) => list.docs)];
  return docs.reduce((sum, doc) => sum + Buffer.byteLength(JSON.stringify(doc.data())), 0);
}
