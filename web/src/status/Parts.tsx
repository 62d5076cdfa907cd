import { CircleAlert, CircleCheck, CircleDashed, CirclePause, type LucideIcon } from 'lucide-react';
import { Section } from '../ui/Section.tsx';
import { PART_WORDS } from '../words/status.ts';
import type { HealthView, PartState } from './healthView.ts';

const ICONS: Record<PartState, LucideIcon> = {
  ok: CircleCheck,
  failing: CircleAlert,
  unknown: CircleDashed,
  idle: CirclePause,
};

interface Props {
  readonly view: HealthView;
  /** Nobody answers: what is shown is how it last was. */
  readonly isOld: boolean;
}

export function Parts({ view, isOld }: Props) {
  return (
    <Section id="parts-title" title={PART_WORDS.title}>
      <div className="panel">
        <table className="block w-full text-left md:table" aria-labelledby="parts-title">
          <thead className="sr-only">
            <tr>
              <th scope="col">{PART_WORDS.part}</th>
              <th scope="col">{PART_WORDS.state}</th>
              <th scope="col">{PART_WORDS.detail}</th>
            </tr>
          </thead>
          <tbody className="block divide-y divide-line md:table-row-group">
            {view.parts.map(({ name, meaning, state, word, tone, detail }) => {
              const Icon = ICONS[state];
              return (
                <tr
                  key={name}
                  data-part={state}
                  className="grid grid-cols-[1fr_auto] items-center gap-x-4 px-4 py-2.5 md:table-row"
                >
                  <th scope="row" title={meaning} className="font-medium md:w-44 md:px-5 md:py-2.5">
                    {name}
                  </th>
                  <td className="md:w-44 md:py-2.5">
                    <span data-tone={tone} className="inline-flex items-center gap-1.5 text-sm font-medium text-tone">
                      <Icon className="size-4 shrink-0" aria-hidden />
                      {word}
                    </span>
                  </td>
                  <td
                    className={`col-span-2 text-sm wrap-any md:py-2.5 md:pr-5 ${isOld ? 'text-muted italic' : 'text-muted'}`}
                  >
                    {detail}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
