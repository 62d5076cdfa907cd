import type { Mission } from '../../../functions/src/schema/mission.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import { CommandLine } from '../ui/CommandLine.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Section } from '../ui/Section.tsx';
import { progressCommand, stepCommand } from './apiCommands.ts';
import { type Fact, missionFacts, nextStepOf, takesReports } from './missionFacts.ts';

export function MissionFacts({ mission }: { readonly mission: Mission }) {
  const who = useStore(session);
  const isLocal = who.phase === 'in' && who.isLocal;
  const id = mission.mission_id;
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
        <div className="space-y-3.5 px-4 py-3.5">
          <CommandLine
            title="Read its progress from anywhere"
            command={progressCommand(id, location.origin, isLocal)}
          />
          {takesReports(mission) && (
            <CommandLine
              title="Report its next step"
              command={stepCommand(id, nextStepOf(mission), location.origin, isLocal)}
            />
          )}
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
