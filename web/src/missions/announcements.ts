import { ANNOUNCEMENTS, UNITS_SPOKEN } from '../words/announcements.ts';
import { GLANCE_WORDS } from '../words/shared.ts';
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

/**
 * What changed from `before` to `after` that is worth a sentence. The caller spaces them. `isExternal`: only a worker
 * knows whether it leaves a result.
 */
export function announcementsBetween(before: MissionView, after: MissionView, isExternal: boolean): Announcement[] {
  if (before.section !== after.section && after.section === 'over') return [ending(after, isExternal)];
  if (after.wait !== null && after.wait.waitId !== before.wait?.waitId) return [waiting(after, after.wait)];
  if (before.badge.icon !== after.badge.icon && after.badge.icon === 'paused') {
    return [{ kind: 'state', text: ANNOUNCEMENTS.paused, isUrgent: false }];
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
    const text = ANNOUNCEMENTS.approval(cut(wait.question === '' ? view.objective : wait.question, 200));
    return { kind: 'state', text, isUrgent: true };
  }
  return { kind: 'state', text: `${view.eta.text}.`, isUrgent: false };
}

function stepping(view: MissionView): Announcement {
  return {
    kind: 'step',
    text: ANNOUNCEMENTS.running(cut(view.objective, 60), GLANCE_WORDS.said(view.stepText)),
    isUrgent: false,
  };
}

function reaching(percent: number, view: MissionView): Announcement {
  const left = view.eta.isTimeLeft ? view.eta.spoken : '';
  return { kind: 'quarter', text: ANNOUNCEMENTS.reached(percent, left), isUrgent: false };
}

function ending(view: MissionView, isExternal: boolean): Announcement {
  if (view.failure !== null) {
    const { step, message } = view.failure;
    const text = ANNOUNCEMENTS.failed(cut(view.objective, 60), step ?? null, message);
    return { kind: 'end', text, isUrgent: true };
  }
  if (view.badge.icon === 'completed') {
    const said = isExternal ? ANNOUNCEMENTS.finished : ANNOUNCEMENTS.finished_result;
    return { kind: 'end', text: said(unitsInFull(view.elapsedText)), isUrgent: false };
  }
  if (view.isRejected) return { kind: 'end', text: ANNOUNCEMENTS.rejected, isUrgent: false };
  const hasSteps = (view.percent ?? 0) > 0;
  return { kind: 'end', text: hasSteps ? ANNOUNCEMENTS.cancelled_kept : ANNOUNCEMENTS.cancelled, isUrgent: false };
}

/** "1 min 10 s" as it is spoken: some screen readers read the short forms letter by letter. */
function unitsInFull(duration: string): string {
  // The amount stays as it was written, with the marks of its locale.
  return duration.replaceAll(
    /(\S+) (s|min|h|d)\b/g,
    (_all, amount: string, unit: keyof typeof UNITS_SPOKEN) =>
      `${amount} ${UNITS_SPOKEN[unit][amount === '1' ? 0 : 1]}`,
  );
}
