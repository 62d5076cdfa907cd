import { countText } from '../../../../client/src/words/amount.ts';
import { ageText, durationText, secondText } from '../../../../client/src/words/duration.ts';
import { type Connection, heardAt } from '../../connection.ts';
import type { ConnectionFigures, Transition } from '../../connectionLog.ts';
import type { PollTrouble } from '../../pollTrouble.ts';
import { CONNECTION_WORDS } from '../../words/connection.ts';
import { AFTER_WORDS, CIRCUIT_WORDS, FIGURE_WORDS } from '../../words/connectionPanel.ts';

/** A measured figure in words. */
interface FigureView {
  readonly label: string;
  readonly value: string;
}

export function figureViews(
  connection: Connection,
  figures: ConnectionFigures,
  { circuit }: PollTrouble,
  now: number,
): FigureView[] {
  const at = heardAt(connection);
  const { polls } = figures;
  return [
    { label: FIGURE_WORDS.heard, value: at === null ? FIGURE_WORDS.never : `${secondText(at)} (${ageText(at, now)})` },
    { label: FIGURE_WORDS.delay, value: timesText(figures.delay, FIGURE_WORDS.delay_none) },
    { label: FIGURE_WORDS.polls, value: shareText(polls) },
    {
      label: FIGURE_WORDS.mean,
      value: polls.answered === 0 ? FIGURE_WORDS.never : durationText(polls.totalMs / polls.answered),
    },
    { label: FIGURE_WORDS.recovery, value: timesText(figures.recovery, FIGURE_WORDS.recovery_none) },
    { label: FIGURE_WORDS.kicks, value: countText(figures.kicks) },
    { label: FIGURE_WORDS.circuit, value: CIRCUIT_WORDS[circuit] },
  ];
}

function timesText({ count, lastMs, totalMs }: ConnectionFigures['delay'], none: string): string {
  if (count === 0) return none;
  return FIGURE_WORDS.lastAndMean(durationText(lastMs), durationText(totalMs / count), countText(count));
}

function shareText({ made, answered }: ConnectionFigures['polls']): string {
  if (made === 0) return FIGURE_WORDS.polls_none;
  return FIGURE_WORDS.share(countText(answered), countText(made), `${Math.floor((100 * answered) / made)} %`);
}

/** A line of the log in words. */
interface TransitionView {
  readonly time: string;
  readonly text: string;
}

/** The newest first. */
export function transitionViews(transitions: readonly Transition[]): TransitionView[] {
  return transitions.toReversed().map(({ at, from, to, after }) => {
    const why = after === null ? undefined : AFTER_WORDS[after];
    const change = `${CONNECTION_WORDS[from]} → ${CONNECTION_WORDS[to]}`;
    return { time: secondText(at), text: why === undefined ? change : `${change} (${why})` };
  });
}

/** For somebody who is to help: what happened, with the whole date, then the figures. */
export function logText(transitions: readonly Transition[], figures: readonly FigureView[]): string {
  const lines = transitions.map(({ at, from, to, after }) =>
    [new Date(at).toISOString(), `${from} > ${to}`, after ?? ''].join(' ').trimEnd(),
  );
  return [...lines, '', ...figures.map(({ label, value }) => `${label}: ${value}`)].join('\n');
}
