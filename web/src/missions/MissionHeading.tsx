import type { ReactNode } from 'react';
import { MISSION_PAGE } from '../words/missionPage.ts';
import type { MissionGlance } from './missionGlance.ts';
import { StatusBadge } from './StatusBadge.tsx';

interface Props {
  readonly glance: MissionGlance;
  readonly actions?: ReactNode;
}

export function MissionHeading({ glance, actions }: Props) {
  return (
    <div className="mt-2 mb-5 flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
      <div className="min-w-0 flex-1 basis-80">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusBadge badge={glance.badge} />
          <span className="text-sm text-muted" title={glance.createdText}>
            {MISSION_PAGE.created(glance.ageText)}
          </span>
          {glance.attemptText !== '' && <span className="text-sm text-muted">{glance.attemptText}</span>}
        </div>
        <h1
          id="mission-title"
          className="mt-2.5 max-w-[70ch] text-xl font-semibold tracking-tight wrap-any whitespace-pre-line md:text-2xl"
        >
          {glance.objective}
        </h1>
      </div>
      {actions}
    </div>
  );
}
