import type { MissionProgressError } from '../errors.ts';
import type { Update } from '../follow.ts';
import type { ProgressAnswer, ResultAnswer } from '../wire.ts';
import { barLine, colours, finishedSteps, type Paint, plain, statusText, stepText } from './barLine.ts';
import { troubleRemark, troubleText } from './errorLines.ts';
import { etaText } from './etaText.ts';
import { PROGRAM } from './program.ts';
import { waitLines } from './waitLines.ts';

/** Where a mission is shown. Progress goes to stderr and what it found to stdout, so that `> file` holds the latter. */
export interface Screen {
  /** What is worth a line of its own: that it was created, how to come back. */
  say(line: string): void;
  show(update: Update): void;
  trouble(error: MissionProgressError): void;
  /** The mission is over; `result` null if it left none or did not complete. */
  end(progress: ProgressAnswer, result: ResultAnswer | null): void;
  /** Leaves the line that is being drawn. */
  close(): void;
}

export function screenFor(isJson: boolean): Screen {
  if (isJson) return jsonScreen();
  const isTerminal = process.stderr.isTTY === true && process.env.TERM !== 'dumb';
  const paint = isTerminal && (process.env.NO_COLOR ?? '') === '' ? colours : plain;
  return isTerminal ? barScreen(paint) : lineScreen();
}

/** One JSON object a line, on stdout. */
function jsonScreen(): Screen {
  const put = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
  return {
    say: () => undefined,
    show: ({ progress, source, receivedAt }) => {
      put({ event: 'progress', source, received_at: new Date(receivedAt).toISOString(), progress });
    },
    trouble: ({ code, detail, retryAfterMs }) => put({ event: 'trouble', code, detail, retry_after_ms: retryAfterMs }),
    end: ({ mission_id: id, status, error }, result) => put({ event: 'end', mission_id: id, status, error, result }),
    close: () => undefined,
  };
}

/** A line where the status or the step changes: for logs. */
function lineScreen(): Screen {
  let before = '';
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  return {
    say,
    show: ({ progress, receivedAt }) => {
      const step = progress.current_step;
      const { status, attempt, wait } = progress;
      const now = [status, step?.step_index, step?.status, attempt, wait?.wait_id].join();
      if (now === before) return;
      before = now;
      const eta = etaText(progress, receivedAt, Date.now());
      const words = [`${Math.floor(progress.progress_percent)} %`, stepText(progress), eta].filter(Boolean);
      say(words.join(' · '));
      for (const line of waitLines(progress)) say(line);
    },
    trouble: (error) => say(troubleText(error, againAt(error), Date.now())),
    end: (progress, result) => {
      if (result !== null) process.stdout.write(`${result.markdown || result.summary}\n`);
      for (const line of endLines(progress, result)) say(line);
    },
    close: () => undefined,
  };
}

/** One line that is drawn anew, with a line above it for each step that is finished. */
function barScreen(paint: Paint): Screen {
  let last: Update | null = null;
  let remarkAt = (_now: number): string => '';
  const erase = '\r\u001b[2K';
  const draw = (): void => {
    if (last === null) return;
    // 0 where the terminal does not know how wide it is.
    const columns = process.stderr.columns || 80;
    const words = remarkAt(Date.now());
    // Where it is narrow the mission comes first.
    const remark = words.length > columns / 2 ? '' : words;
    const line = barLine(last, Date.now(), columns - 1 - remark.length, paint);
    process.stderr.write(`${erase}${line}${remark === '' ? '' : paint('bad', remark)}`);
  };
  // The time that is left counts down between two answers.
  const ticking = setInterval(draw, 1_000);
  const say = (line: string): void => {
    process.stderr.write(`${erase}${line}\n`);
    draw();
  };
  return {
    say,
    show: (update) => {
      const { progress } = update;
      const known = last?.progress ?? null;
      const isNewWait = progress.wait !== null && known?.wait?.wait_id !== progress.wait.wait_id;
      remarkAt = () => '';
      last = update;
      for (const line of finishedSteps(progress, known, paint)) say(line);
      if (isNewWait) for (const line of waitLines(progress)) say(line);
      draw();
    },
    trouble: (error) => {
      const at = againAt(error);
      remarkAt = (now) => troubleRemark(error, at, now);
      draw();
    },
    end: (progress, result) => {
      process.stderr.write(erase);
      last = null;
      if (result !== null) process.stdout.write(`${result.markdown || result.summary}\n`);
      const style = progress.status === 'completed' ? 'good' : 'bad';
      for (const line of endLines(progress, result)) say(paint(style, line));
    },
    close: () => {
      clearInterval(ticking);
      if (last !== null) process.stderr.write('\n');
    },
  };
}

/** When the server takes calls again that has said how long to wait. */
function againAt({ retryAfterMs }: MissionProgressError): number | null {
  return retryAfterMs === null ? null : Date.now() + retryAfterMs;
}

/** How it ended, and what to do about it. */
function endLines({ mission_id: id, status, error }: ProgressAnswer, result: ResultAnswer | null): string[] {
  if (status === 'completed') return [result === null ? 'Completed, without a result.' : 'Completed.'];
  if (status === 'failed' && error !== null) {
    const step = error.step_name === null ? '' : ` in ${error.step_name}`;
    return [`Failed${step}: ${error.message}`, ...(error.next === null ? [] : [error.next]), retryLine(id)];
  }
  return [`It is ${statusText(status)}.`, retryLine(id)];
}

function retryLine(id: string): string {
  return `Run it again with: ${PROGRAM} retry ${id}`;
}
