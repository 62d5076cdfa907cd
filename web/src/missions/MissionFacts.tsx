import type { Mission } from '../../../functions/src/schema/mission.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Section } from '../ui/Section.tsx';
import { type Fact, missionFacts, progressCommand } from './missionFacts.ts';

export function MissionFacts({ mission }: { readonly mission: Mission }) {
  const who = useStore(session);
  const isLocal = who.phase === 'in' && who.isLocal;
  const curl = progressCommand(mission.mission_id, location.origin, isLocal);
  return (
    <Section id="facts-title" title="Details">
      <div className="panel divide-y divide-line text-sm">
        {missionFacts(mission).map((group) => (
          <dl key={group.title} className="space-y-2.5 px-4 py-3.5">
            {group.facts.map((fact) => (
              <FactRow key={fact.label} fact={fact} />
            ))}
          </dl>
        ))}
        <div className="px-4 py-3.5">
          <p className="text-muted">Read its progress from anywhere</p>
          <div className="mt-1.5 flex items-start gap-1 rounded-lg bg-surface py-1 pr-1 pl-3">
            <code className="min-w-0 flex-1 py-1.5 font-mono text-[0.8125rem] wrap-any">{curl}</code>
            <CopyButton text={curl} label="Copy the command" />
          </div>
        </div>
      </div>
    </Section>
  );
}

function FactRow({ fact }: { readonly fact: Fact }) {
  const isWide = fact.isCode === true;
  return (
    <div className={isWide ? '' : 'flex justify-between gap-4'}>
      <dt className="shrink-0 text-muted">{fact.label}</dt>
      <dd
        className={`min-w-0 wrap-any ${isWide ? 'mt-0.5 flex items-center font-mono text-[0.8125rem]' : 'text-right'}`}
      >
        <div className="min-w-0 flex-1">
          {fact.values.map((value) => (
            <div key={value}>{value}</div>
          ))}
        </div>
        {fact.copy !== undefined && <CopyButton text={fact.copy} label={`Copy the ${fact.label.toLowerCase()}`} />}
      </dd>
    </div>
  );
}
