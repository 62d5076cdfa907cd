import { assertNever } from '../../../functions/src/core/assertNever.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import type { Choice, Wait } from '../../../functions/src/schema/wait.ts';
import { WAIT_WORDS } from '../words/mission.ts';
import { aheadShort, aheadText, type Clocks } from './ahead.ts';

/** One of the answers. A no is worth a word: `asksWhy` is true for it. */
export interface WaitChoice extends Choice {
  readonly asksWhy: boolean;
}

/** What a step that asks for a yes or a no calls the no (see `APPROVE_OR_REJECT` of the server). */
const NO = 'reject';

/** What a mission waits for, in the words of its panel. */
export type WaitView = {
  readonly waitId: string;
  readonly title: string;
  /** As the step wrote it: plain text, maybe several lines; may be empty. */
  readonly question: string;
  /** "Until 14:02 (in 3 h 20 min)." */
  readonly untilText: string;
  /** What happens then. */
  readonly thenText: string;
} & (
  | { readonly kind: 'approval'; readonly choices: readonly WaitChoice[] }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'time' }
);

/** Null for a mission that waits for nothing now; a paused one waits again once it is resumed. */
export function waitView(mission: Mission, clocks: Clocks): WaitView | null {
  if (mission.status !== 'waiting') return null;
  const { wait } = mission;
  const { kind, wait_id: waitId, question } = wait;
  const said = {
    waitId,
    question,
    title: WAIT_WORDS[kind],
    untilText: untilText(wait, clocks),
    thenText: thenText(wait),
  };
  switch (wait.kind) {
    case 'approval':
      return {
        ...said,
        kind: 'approval',
        choices: wait.choices.map((one) => ({ ...one, asksWhy: one.choice === NO })),
      };
    case 'signal':
      return { ...said, kind: 'signal', signal: wait.signal };
    case 'time':
      return { ...said, kind: 'time' };
    default:
      return assertNever(wait);
  }
}

/** Beside the bar, where a running mission shows its time left. */
export function waitEtaText(wait: Wait, clocks: Clocks): string {
  switch (wait.kind) {
    case 'approval':
      return WAIT_WORDS.asks;
    case 'signal':
      return WAIT_WORDS.signal_named(wait.signal);
    case 'time': {
      const until = toEpochMs(wait.until);
      return until <= clocks.now ? WAIT_WORDS.about_to_go_on : WAIT_WORDS.goes_on(aheadShort(until, clocks));
    }
    default:
      return assertNever(wait);
  }
}

function untilText(wait: Wait, clocks: Clocks): string {
  const at = toEpochMs(wait.kind === 'time' ? wait.until : wait.expires_at);
  return at <= clocks.now ? WAIT_WORDS.time_up : WAIT_WORDS.until(aheadText(at, clocks));
}

function thenText(wait: Wait): string {
  if (wait.kind === 'time') return WAIT_WORDS.then_on;
  if (wait.kind === 'signal') {
    return wait.on_expiry === 'fail' ? WAIT_WORDS.no_signal_fails : WAIT_WORDS.no_signal_goes_on;
  }
  const fallback = wait.choices.find(({ choice }) => choice === wait.on_expiry);
  const counts = fallback?.label ?? wait.on_expiry;
  return counts === null ? WAIT_WORDS.no_answer_fails : WAIT_WORDS.no_answer_counts(counts);
}
