import { stripVTControlCharacters } from 'node:util';
import type { Update } from '../follow.ts';
import type { MissionStatus, ProgressAnswer } from '../wire.ts';
import { durationText } from '../words/duration.ts';
import { etaText } from './etaText.ts';

const BAR = 20;

/** Colours where there are any, else the text as it is. */
export type Paint = (style: 'good' | 'bad' | 'dim' | 'strong', text: string) => string;

const CODES = { good: '32', bad: '31', dim: '2', strong: '1' } as const;

export const colours: Paint = (style, text) => (text === '' ? '' : `\u001b[${CODES[style]}m${text}\u001b[0m`);
export const plain: Paint = (_style, text) => text;

/** The mission in one line of at most `columns`: bar, percent, step, time left. */
export function barLine({ progress, receivedAt }: Update, now: number, columns: number, paint: Paint): string {
  const filled = Math.floor((progress.progress_percent / 100) * BAR);
  const bar = `${paint('good', '█'.repeat(filled))}${paint('dim', '░'.repeat(BAR - filled))}`;
  const percent = `${Math.floor(progress.progress_percent)}`.padStart(3);
  const words = [stepText(progress), etaText(progress, receivedAt, now)].filter(Boolean).join(' · ');
  return cut(`${bar} ${percent} %  ${words}`, columns, paint);
}

/** The step that it is at, with its number and how far it is; the status where it is at none. */
export function stepText({ current_step: step, status, total_steps: total }: ProgressAnswer): string {
  if (step === null || status === 'queued') return statusText(status);
  const place = `${step.step_name} (${step.step_index + 1}/${total})`;
  const part = step.sub_progress;
  if (part === null) return place;
  const amount = part.total === null ? `${part.done}` : `${part.done} of ${part.total}`;
  return `${place} · ${amount} ${part.unit}`;
}

/** A line for each step that `before` did not know as finished. */
export function finishedSteps(progress: ProgressAnswer, before: ProgressAnswer | null, paint: Paint): string[] {
  const isSame = before !== null && before.attempt === progress.attempt;
  const known = new Set(isSame ? before.completed_steps.map((step) => step.step_index) : []);
  return progress.completed_steps
    .filter((step) => !known.has(step.step_index))
    .map((step) => {
      const took = step.duration_ms === null ? '' : `  ${paint('dim', durationText(step.duration_ms))}`;
      return `${paint('good', '✓')} ${step.step_name}${took}  ${paint('dim', step.message)}`;
    });
}

const STATUS_WORDS: Readonly<Record<MissionStatus, string>> = {
  ...{ proposed: 'proposed', approved: 'approved', queued: 'queued', in_progress: 'running', waiting: 'waiting' },
  ...{ paused: 'paused', completed: 'completed', failed: 'failed', cancelled: 'cancelled' },
};

/** As the API names them. */
export const STATUSES: readonly MissionStatus[] = [
  ...(['proposed', 'approved', 'queued', 'in_progress', 'waiting', 'paused'] as const),
  ...(['completed', 'failed', 'cancelled'] as const),
];

export function statusText(status: MissionStatus): string {
  return STATUS_WORDS[status];
}

/** The status of this name, or shown by this word; null if there is none. */
export function statusNamed(text: string): MissionStatus | null {
  return STATUSES.find((status) => status === text || STATUS_WORDS[status] === text) ?? null;
}

function cut(line: string, columns: number, paint: Paint): string {
  const bare = stripVTControlCharacters(line);
  if (bare.length <= columns) return line;
  // What is cut loses its colours: a cut in the middle of one would colour the rest of the screen.
  const short = `${bare.slice(0, Math.max(0, columns - 1))}…`;
  return paint('strong', short);
}
