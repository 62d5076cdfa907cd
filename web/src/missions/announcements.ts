import { cut } from './missionGlance.ts';
import type { MissionView } from './missionView.ts';
import type { WaitView } from './waitView.ts';

/** What a screen reader should hear of a mission that changed. `kind` groups what may replace each other. */
export interface Announcement {
  readonly kind: 'step' | 'quarter' | 'state' | 'end';
  readonly text: string;
  readonly isUrgent: boolean;
}

const QUARTERS = [75, 50, 25] as const;

/** What changed from `before` to `after` that is worth a sentence. The caller spaces them. */
export function announcementsBetween(before: MissionView, after: MissionView): Announcement[] {
  if (before.section !== after.section && after.section === 'over') return [ending(after)];
  if (after.wait !== null && after.wait.waitId !== before.wait?.waitId) return [waiting(after, after.wait)];
  if (before.badge.icon !== after.badge.icon && after.badge.icon === 'paused') {
    return [{ kind: 'state', text: 'Paused.', isUrgent: false }];
  }
  if (after.section !== 'active') return [];
  const quarter = QUARTERS.find((mark) => (before.percent ?? 0) < mark && (after.percent ?? 0) >= mark);
  return [
    ...(after.stepText !== '' && before.stepText !== after.stepText ? [stepping(after)] : []),
    ...(quarter === undefined ? [] : [reaching(quarter, after)]),
  ];
}

/** Only what needs the owner interrupts. */
function waiting(view: MissionView, wait: WaitView): Announcement {
  if (wait.kind === 'approval') {
    const text = `Approval needed: ${cut(wait.question === '' ? view.objective : wait.question, 200)}`;
    return { kind: 'state', text, isUrgent: true };
  }
  return { kind: 'state', text: `${view.eta.text}.`, isUrgent: false };
}

function stepping(view: MissionView): Announcement {
  const step = view.stepText.replace('Step', 'step').replace(' —', ',');
  return { kind: 'step', text: `${cut(view.objective, 60)}: running, ${step}.`, isUrgent: false };
}

function reaching(percent: number, view: MissionView): Announcement {
  const left = view.eta.isTimeLeft ? `, ${view.eta.spoken}` : '';
  return { kind: 'quarter', text: `${percent} percent${left}.`, isUrgent: false };
}

function ending(view: MissionView): Announcement {
  if (view.failure !== null) {
    const where = view.failure.step === null ? '' : ` at ${view.failure.step.toLowerCase()}`;
    return { kind: 'end', text: `${cut(view.objective, 60)} failed${where}: ${view.failure.message}`, isUrgent: true };
  }
  const isDone = view.badge.icon === 'completed';
  const text = isDone ? `Finished in ${view.elapsedText}. Result ready.` : 'Cancelled, finished steps are kept.';
  return { kind: 'end', text, isUrgent: false };
}
