import { useState } from 'react';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { FORM } from '../../words/missionForm.ts';
import { useInput } from '../useInput.ts';
import { askedLines } from './askedView.ts';

/** What a report reads and how it is written. Folded, and read when somebody opens it: two reads. */
export default function ReportAsked({ mission }: { readonly mission: Mission }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="px-4 py-2" onToggle={({ currentTarget }) => setOpen(currentTarget.open)} data-asked>
      <summary className="min-h-9 content-center font-medium max-md:min-h-11">{FORM.asked}</summary>
      {isOpen && <Asked mission={mission} />}
    </details>
  );
}

function Asked({ mission }: { readonly mission: Mission }) {
  const known = useInput(mission);
  if (known.state === 'loading') return <Skeleton lines={3} label={FORM.loading_input} />;
  if (known.state === 'failed') return <TroubleNotice problem={known.problem} />;
  return (
    <ul className="space-y-1.5 pb-2">
      {askedLines(mission, known.input).map((line) => (
        <li key={line} className="wrap-any">
          {line}
        </li>
      ))}
    </ul>
  );
}
