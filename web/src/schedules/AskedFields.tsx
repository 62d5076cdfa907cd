import { useEffect } from 'react';
import { DomainsField } from '../missions/DomainsField.tsx';
import type { FieldName } from '../missions/draftProblems.ts';
import { SilenceFields, StepsField } from '../missions/form/ExternalFields.tsx';
import { KindField } from '../missions/form/KindField.tsx';
import { loadReportFields, ReportPart } from '../missions/form/report/lazyReport.tsx';
import { LimitsFields } from '../missions/LimitsFields.tsx';
import type { TypedDomains } from '../missions/splitDomains.ts';
import { beginHere } from '../ui/beginHere.ts';
import { describedBy, Field, INPUT } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { FORM_FIELDS, TYPE_FIELD } from '../words/missionForm.ts';
import { SCHEDULE_DIALOG as WORDS } from '../words/schedules.ts';
import type { AskedView } from './askedView.ts';
import type { ScheduleDraft } from './scheduleFields.ts';
import type { FieldProblems } from './toldProblems.ts';

interface Props {
  readonly view: AskedView;
  readonly draft: ScheduleDraft;
  readonly problems: FieldProblems;
  readonly change: (changes: Partial<ScheduleDraft>) => void;
  readonly typed: TypedDomains;
  readonly onType: (typed: TypedDomains) => void;
}

/** What each mission is asked: the fields of a mission's form, but when it runs and how it is found. */
export function AskedFields({ view, draft, problems, change, typed, onType }: Props) {
  const { isOutside, hasReport } = view;
  const told: Partial<Record<FieldName, string>> = problems;
  const fields = { draft, problemOf: (field: FieldName) => told[field], onChange: change };
  useEffect(() => {
    if (hasReport) loadReportFields();
  }, [hasReport]);
  return (
    <>
      {view.isNew && <KindField isNarrow type={draft.type} onChange={(type) => change({ type })} />}
      {view.kind !== null && <KindText kind={view.kind} />}
      <Objective draft={draft} isOutside={isOutside} problem={problems.objective} change={change} />
      {view.isHidden && (
        <Notice tone="waiting" title={WORDS.hidden_title}>
          {WORDS.hidden}
        </Notice>
      )}
      {hasReport && <ReportPart place="sources" {...fields} missionsHint={WORDS.missions_hint} />}
      {!isOutside && (
        <DomainsField
          id="schedule-domains"
          label={WORDS.domains}
          domains={draft.domains}
          {...(hasReport ? { hint: FORM_FIELDS.domains_hint_report } : {})}
          problem={problems.domains}
          onChange={(domains) => change({ domains })}
          typed={typed}
          onType={onType}
        />
      )}
      {view.hasSteps && <StepsField {...fields} />}
      {view.hasSteps && <SilenceFields {...fields} />}
      {hasReport && <ReportPart place="options" {...fields} />}
      {!isOutside && <LimitsFields {...fields} />}
    </>
  );
}

function KindText({ kind }: { readonly kind: string }) {
  return (
    <div>
      <p className="mb-1.5 font-medium">{TYPE_FIELD.label}</p>
      <p>{kind}</p>
      <p className="mt-1.5 text-sm text-muted">{WORDS.kind_stays}</p>
    </div>
  );
}

interface ObjectiveProps {
  readonly draft: ScheduleDraft;
  /** Its worker does something, where others find something out. */
  readonly isOutside: boolean;
  readonly problem: string | undefined;
  readonly change: (changes: Partial<ScheduleDraft>) => void;
}

function Objective({ draft, isOutside, problem, change }: ObjectiveProps) {
  const hint = isOutside ? WORDS.objective_hint_external : WORDS.objective_hint;
  return (
    <Field id="schedule-objective" label={WORDS.objective} hint={hint} problem={problem}>
      <textarea
        {...describedBy('schedule-objective', problem)}
        ref={beginHere}
        rows={2}
        className={`${INPUT} field-sizing-content max-h-48`}
        value={draft.objective}
        onChange={(event) => change({ objective: event.target.value })}
      />
    </Field>
  );
}
