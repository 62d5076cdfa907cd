import { useState } from 'react';
import type { MissionResult } from '../../../../functions/src/schema/result.ts';
import { Switcher } from '../../ui/Switcher.tsx';
import { COMPARE_PAGE } from '../../words/compare.ts';
import type { Outline } from '../outline.ts';
import { ComparedFindings } from './ComparedFindings.tsx';
import { ComparedReports } from './ComparedReports.tsx';
import type { SideNames } from './compareView.ts';

const SIDES = { first: COMPARE_PAGE.first, second: COMPARE_PAGE.second } as const;
const VIEWS = { findings: COMPARE_PAGE.findings, report: COMPARE_PAGE.report } as const;

export interface Body {
  readonly result: MissionResult;
  /** Its report. */
  readonly text: string;
}

export interface Outlines {
  readonly first: Outline;
  readonly second: Outline;
}

interface Props {
  readonly first: Body;
  readonly second: Body;
  readonly names: SideNames;
  readonly onOutlines: (outlines: Outlines) => void;
}

/** Both to read: beside each other where there is room, else one at a time. */
export function ComparedBodies({ first, second, names, onOutlines }: Props) {
  const [side, setSide] = useState<keyof typeof SIDES>('first');
  const hasItems = first.result.items.length > 0 && second.result.items.length > 0;
  const [view, setView] = useState<keyof typeof VIEWS>(hasItems ? 'findings' : 'report');
  return (
    <section aria-label={COMPARE_PAGE.parts} data-side={side}>
      {hasItems && (
        <div className="mb-4 flex print:hidden">
          <Switcher
            label={COMPARE_PAGE.show}
            options={VIEWS}
            meanings={COMPARE_PAGE.meanings}
            value={view}
            onChange={setView}
          />
        </div>
      )}
      <div className="sticky top-14 z-[1] -mx-4 mb-3 flex bg-bg px-4 py-2 md:-mx-6 md:px-6 lg:hidden">
        <Switcher label={COMPARE_PAGE.sides} options={SIDES} value={side} onChange={setSide} />
      </div>
      {view === 'findings' ? (
        <ComparedFindings first={first.result.items} second={second.result.items} {...{ side, names }} />
      ) : (
        <ComparedReports first={first.text} second={second.text} {...{ side, names, onOutlines }} onSide={setSide} />
      )}
    </section>
  );
}
