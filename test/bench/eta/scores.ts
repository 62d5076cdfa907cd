import { type CalmEta, calmEta } from '../../../functions/src/core/calmEta.ts';
import { toInstant } from '../../../functions/src/schema/time.ts';
import { checkpointAt, type Estimator, Ours } from './estimators.ts';
import { type Log, type LoggedRun, totalOf } from './log.ts';

/** What the logs' scorer calls by the same names. */
export interface Scores {
  readonly mae: number;
  readonly nmae: number;
  readonly within5s: number;
  readonly coverage: number | null;
  readonly unknown: number;
}

export interface Prediction {
  readonly run: string;
  readonly k: number;
  readonly p50: number | null;
  readonly p10?: number;
  readonly p90?: number;
}

/** The log as production would have it: every run is learnt the moment it ends. Scored after each step but the last. */
export function replay(log: Log, estimator: Estimator): { scores: Scores; predictions: Prediction[] } {
  const predictions: Prediction[] = [];
  const sums = { asked: 0, known: 0, error: 0, share: 0, within: 0, ranged: 0, covered: 0 };
  for (const moment of log.online) {
    if (moment.kind === 'ended') {
      estimator.learn(moment.run);
      continue;
    }
    const { run, k, truth } = moment.at;
    const said = estimator.at(moment.at);
    predictions.push({ run: run.run, k, p50: said?.p50 ?? null, ...said?.range });
    if (k === 0) continue;
    sums.asked += 1;
    if (said === null) continue;
    const error = Math.abs(said.p50 - truth);
    sums.known += 1;
    sums.error += error;
    sums.share += error / log.scaleOf(run);
    sums.within += error <= 5 ? 1 : 0;
    if (said.range === null) continue;
    sums.ranged += 1;
    sums.covered += truth >= said.range.p10 && truth <= said.range.p90 ? 1 : 0;
  }
  const scores = {
    mae: sums.error / sums.known,
    nmae: sums.share / sums.known,
    within5s: sums.within / sums.known,
    coverage: sums.ranged === sums.known ? sums.covered / sums.ranged : null,
    unknown: 1 - sums.known / sums.asked,
  };
  return { scores, predictions };
}

/** How restless the number on screen is. */
export interface Calm {
  /** Share of polls that show over 10 % (and 5 s) more than the one before. */
  readonly bigRise: number;
  /** Mean departure from a steady countdown between polls, as a share of a usual run. */
  readonly jitter: number;
}

const POLLS_PER_RUN = 20;
const MOST_POLLS = 200;

/** Polls each test run at fixed intervals, having learnt the train runs; ours through the calm rule. */
export function poll(log: Log, estimator: Estimator): Calm {
  for (const run of log.train) estimator.learn(run);
  const sums = { pairs: 0, rises: 0, jumps: 0 };
  for (const run of log.test) {
    const scale = log.scaleOf(run);
    const apart = scale / POLLS_PER_RUN;
    let before: number | null = null;
    for (const shown of shownIn(log, estimator, run, apart)) {
      if (shown !== null && before !== null) {
        sums.pairs += 1;
        sums.rises += shown > before + Math.max(5, 0.1 * before) ? 1 : 0;
        sums.jumps += Math.abs(shown - before + apart) / scale;
      }
      before = shown;
    }
  }
  return { bigRise: sums.rises / Math.max(1, sums.pairs), jitter: sums.jumps / Math.max(1, sums.pairs) };
}

function* shownIn(log: Log, estimator: Estimator, run: LoggedRun, apart: number): Generator<number | null> {
  const total = totalOf(run);
  let shown: CalmEta | null = null;
  for (let index = 1; index <= MOST_POLLS && index * apart < total; index += 1) {
    const elapsed = index * apart;
    const at = checkpointAt(run, elapsed, (k) => log.totalFor(run, k));
    if (!(estimator instanceof Ours)) {
      yield estimator.at(at)?.p50 ?? null;
      continue;
    }
    const newest = estimator.forecast(at);
    shown = newest === null ? null : calmEta(shown, newest, toInstant(run.start * 1000 + elapsed * 1000));
    yield shown?.p50 ?? null;
  }
}
