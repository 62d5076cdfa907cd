import { useEffect, useRef } from 'react';
import { alertNow, announce } from '../ui/announcer.ts';
import { announcementsBetween } from './announcements.ts';
import type { MissionView } from './missionView.ts';

/** Short steps follow each other faster than anybody wants to hear. */
const STEP_GAP_MS = 30_000;

/** Says what happens to the mission on screen. The state that the page opened with is read, not announced. */
export function useAnnouncements(view: MissionView, isExternal: boolean): void {
  const before = useRef(view);
  const stepSaidAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const news = announcementsBetween(before.current, view, isExternal);
    before.current = view;
    for (const { kind, text, isUrgent } of news) {
      if (kind === 'step') {
        if (performance.now() - stepSaidAt.current < STEP_GAP_MS) continue;
        stepSaidAt.current = performance.now();
      }
      if (isUrgent) alertNow(text, `mission-${kind}`);
      else announce(`mission-${kind}`, text);
    }
  }, [view, isExternal]);
}
