import { allowedCommands } from '../../../functions/src/core/allowed.ts';
import { assertNever } from '../../../functions/src/core/assertNever.ts';
import { type Eta, estimate } from '../../../functions/src/core/eta.ts';
import type { Command } from '../../../functions/src/core/events.ts';
import { isStalled } from '../../../functions/src/core/lease.ts';
import type { Mission, MissionError } from '../../../functions/src/schema/mission.ts';
import { toEpochMs, toInstant } from '../../../functions/src/schema/time.ts';
import type { SubProgress } from '../../../functions/src/schema/tracker.ts';
import { durationText, remainingText } from '../ui/duration.ts';
import type { Tone } from '../ui/tone.ts';
import { COMMAND_WORDS, NO_ETA_WORDS, NOT_STARTED_WORDS, STATUS_NOTES, STEPS_KEPT } from '../words.ts';
import { digestOf } from './missionDigest.ts';
import { humanName, type MissionGlance, missionGlance } from './missionGlance.ts';
import { type StepView, stepViews } from './stepViews.ts';

/** Something that the owner may do now. `confirm` is the dialog that stands before it. */
export interface ActionView {
  readonly command: Exclude<Command, 'edit'>;
  readonly label: string;
  readonly busyLabel: string;
  readonly look: 'primary' | 'danger';
  readonly confirm: 'cancel_idle' | 'cancel_first_step' | 'cancel_running' | null;
}

export interface FailureView {
  readonly message: string;
  readonly next: string | null;
  readonly step: string | null;
  readonly code: string;
  /** That finished steps are kept; empty where none is finished. */
  readonly kept: string;
}

/** A sentence about the state as a whole, such as why nothing moves. */
export interface Note {
  readonly tone: Tone;
  readonly text: string;
}

/** A mission in the words of its page: the one place where labels, percent, time left and actions come from. */
export interface MissionView extends MissionGlance {
  /** "about 2 min left", or why nobody can say; empty when the mission is over. */
  readonly etaText: string;
  /** "23 of 60 pages"; empty where the step reports nothing. */
  readonly subText: string;
  /** For the progress bar's `aria-valuetext`. */
  readonly spokenProgress: string;
  readonly isStalled: boolean;
  readonly note: Note | null;
  readonly failure: FailureView | null;
  readonly actions: readonly ActionView[];
  readonly steps: readonly StepView[];
  readonly canRunAgain: boolean;
  readonly attempt: number;
}

export function missionView(mission: Mission, now: number): MissionView {
  const glance = missionGlance(digestOf(mission), now);
  const at = toInstant(now);
  const stalled = mission.control === null && isStalled(mission, at);
  const subText = subProgressText(mission.execution_record.progress_tracker.current_step?.sub_progress ?? null);
  const eta = etaText(estimate(mission, at), mission, now);
  const spoken = [`${Math.floor(glance.percent)} percent`, glance.stepText.replace(' —', ','), subText, eta];
  return {
    ...glance,
    etaText: eta,
    subText,
    spokenProgress: spoken.filter(Boolean).join(', '),
    isStalled: stalled,
    note: noteOf(mission, stalled),
    failure: mission.error === null ? null : failureOf(mission.error, keptText(mission)),
    actions: actionsOf(mission),
    steps: stepViews(mission, now),
    canRunAgain: glance.section === 'over',
    attempt: mission.attempt,
  };
}

function etaText(eta: Eta, mission: Mission, now: number): string {
  if (eta.basis === 'rate') return remainingText(eta.seconds);
  if (eta.reason === 'over') return '';
  if (eta.reason === 'not_started') return NOT_STARTED_WORDS[mission.status] ?? '';
  if (eta.reason === 'stalled') {
    return `${NO_ETA_WORDS.stalled} for ${durationText(Math.floor((now - toEpochMs(mission.updated_at)) / 1000) * 1000)}`;
  }
  return NO_ETA_WORDS[eta.reason];
}

/** "23 of 60 pages", or "23 pages" while nobody knows how many there are. */
export function subProgressText(sub: SubProgress | null): string {
  if (sub === null) return '';
  return sub.total === null ? `${sub.done} ${sub.unit}` : `${sub.done} of ${sub.total} ${sub.unit}`;
}

function noteOf(mission: Mission, stalled: boolean): Note | null {
  if (stalled) return { tone: 'waiting', text: STATUS_NOTES.stalled };
  if (mission.status === 'in_progress' && mission.control !== null) {
    return { tone: 'waiting', text: withKept(STATUS_NOTES.cancelling, mission) };
  }
  switch (mission.status) {
    case 'proposed':
      return { tone: 'waiting', text: STATUS_NOTES.proposed };
    case 'approved':
      return { tone: 'paused', text: STATUS_NOTES.approved };
    case 'cancelled':
      return { tone: 'cancelled', text: withKept(STATUS_NOTES.cancelled, mission) };
    // Queued and running say it all beside their bar.
    case 'queued':
    case 'in_progress':
    case 'completed':
    case 'failed':
      return null;
    default:
      return assertNever(mission);
  }
}

function hasFinishedSteps(mission: Mission): boolean {
  return mission.execution_record.progress_tracker.completed_count > 0;
}

function keptText(mission: Mission): string {
  return hasFinishedSteps(mission) ? STEPS_KEPT : '';
}

function withKept(text: string, mission: Mission): string {
  return `${text} ${keptText(mission)}`.trimEnd();
}

function failureOf(error: MissionError, kept: string): FailureView {
  const step = error.step_name === null ? null : humanName(error.step_name);
  return { message: error.message, next: error.next, step, code: error.code, kept };
}

function actionsOf(mission: Mission): ActionView[] {
  return allowedCommands(mission).flatMap((command): ActionView[] => {
    switch (command) {
      case 'edit':
        // Editing has no screen yet; "Run again" prefills a new mission instead.
        return [];
      case 'approve':
      case 'execute':
        return [action(command, 'primary', null)];
      case 'cancel':
        return [action(command, 'danger', confirmOf(mission))];
    }
  });
}

function confirmOf(mission: Mission): ActionView['confirm'] {
  if (mission.status !== 'in_progress') return 'cancel_idle';
  return hasFinishedSteps(mission) ? 'cancel_running' : 'cancel_first_step';
}

function action(command: ActionView['command'], look: ActionView['look'], confirm: ActionView['confirm']): ActionView {
  const { label, busy } = COMMAND_WORDS[command];
  return { command, label, busyLabel: busy, look, confirm };
}
