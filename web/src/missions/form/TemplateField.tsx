import { useRef, useState } from 'react';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { serverNow } from '../../clock.ts';
import { describedBy, Field, INPUT } from '../../ui/Field.tsx';
import { FORM } from '../../words/missionForm.ts';
import { SAMPLE as SAMPLE_WORDS } from '../../words/shared.ts';
import { askedInput } from '../askedInput.ts';
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
  const newest = useRef(chosen);
  const [isIncomplete, setIncomplete] = useState(false);
  const problem = isIncomplete ? FORM.template_incomplete : undefined;
  const choose = (next: string): void => {
    if (chosen === MINE || chosen === BLANK) setMine(form.whole());
    setChosen(next);
    newest.current = next;
    setIncomplete(false);
    form.replace(next === MINE ? mine : filled(next, recent));
    void fillInput(next);
  };
  /** What a report was asked is read apart; whoever has chosen something else meanwhile does not get it. */
  const fillInput = async (next: string): Promise<void> => {
    const like = missionOf(next, recent);
    if (like === undefined || like.input_version === 0) return;
    const answer = await askedInput(like);
    if (newest.current !== next) return;
    setIncomplete(answer.kind === 'problem');
    if (answer.kind === 'ok') form.replace(duplicateOf(like, serverNow(), answer.data));
  };
  const hasMine = chosen === MINE || !isSame(mine, EMPTY_MISSION);
  return (
    <Field id="template" label={FORM.template} hint={FORM.template_hint} problem={problem}>
      <select
        {...describedBy('template', problem)}
        className={INPUT}
        value={chosen}
        onChange={(event) => choose(event.target.value)}
      >
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
  const like = missionOf(template, recent);
  return like === undefined ? EMPTY_MISSION : duplicateOf(like, serverNow());
}

function missionOf(template: string, recent: readonly Mission[] | null): Mission | undefined {
  return recent?.find((mission) => template === `like ${mission.mission_id}`);
}
