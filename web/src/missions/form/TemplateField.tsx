import { useState } from 'react';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { serverNow } from '../../clock.ts';
import { Field, INPUT } from '../../ui/Field.tsx';
import { FORM } from '../../words/missionForm.ts';
import { SAMPLE as SAMPLE_WORDS } from '../../words/shared.ts';
import { duplicateOf, EMPTY_MISSION, isSame, type MissionDraft } from './missionDraft.ts';
import { templateLabels } from './templateLabels.ts';
import type { MissionForm } from './useMissionForm.ts';

/** More to choose from is what the list is for. */
const OFFERED = 10;
const BLANK = 'blank';
const MINE = 'mine';
const SAMPLE = 'sample';

/** What the form begins with. Choosing fills it in; what was written before can be taken back. */
export function TemplateField({
  form,
  recent,
}: {
  readonly form: MissionForm;
  readonly recent: readonly Mission[] | null;
}) {
  const [chosen, setChosen] = useState(isSame(form.draft, EMPTY_MISSION) ? BLANK : MINE);
  const [mine, setMine] = useState<MissionDraft>(form.draft);
  const choose = (next: string): void => {
    if (chosen === MINE || chosen === BLANK) setMine(form.whole());
    setChosen(next);
    form.replace(next === MINE ? mine : filled(next, recent));
  };
  const hasMine = chosen === MINE || !isSame(mine, EMPTY_MISSION);
  return (
    <Field id="template" label={FORM.template}>
      <select id="template" className={INPUT} value={chosen} onChange={(event) => choose(event.target.value)}>
        <option value={BLANK}>{FORM.template_blank}</option>
        {hasMine && <option value={MINE}>{FORM.template_mine}</option>}
        <option value={SAMPLE}>{FORM.template_sample}</option>
        {recent !== null && recent.length > 0 && (
          <optgroup label={FORM.template_like}>
            {templateLabels(recent.slice(0, OFFERED)).map(({ id, label }) => (
              <option key={id} value={`like ${id}`}>
                {label}
              </option>
            ))}
          </optgroup>
        )}
      </select>
    </Field>
  );
}

function filled(template: string, recent: readonly Mission[] | null): MissionDraft {
  if (template === SAMPLE) return { ...EMPTY_MISSION, objective: SAMPLE_WORDS.objective, domains: [location.host] };
  const like = recent?.find((mission) => template === `like ${mission.mission_id}`);
  return like === undefined ? EMPTY_MISSION : duplicateOf(like, serverNow());
}
