import { type ReactNode, useEffect } from 'react';
import { describedBy, Field, INPUT } from '../../ui/Field.tsx';
import { FORM_FIELDS } from '../../words/missionForm.ts';
import { DomainsField } from '../DomainsField.tsx';
import { FIELDS } from '../draftProblems.ts';
import { ObjectiveField } from '../ObjectiveField.tsx';
import { isReport } from '../reportType.ts';
import { isExternal } from './missionDraft.ts';
import { loadReportFields, ReportPart } from './report/lazyReport.tsx';
import type { MissionForm } from './useMissionForm.ts';

interface Props {
  readonly form: MissionForm;
  /** The choice of the kind, first since it decides which fields there are; an edited mission keeps its own. */
  readonly kind?: ReactNode;
  /** An edited mission keeps its steps. */
  readonly isEdit?: boolean;
}

/** What is to be found out or done, and where. */
export function GoalStep({ form, kind, isEdit = false }: Props) {
  const { draft, problemOf } = form;
  const isOutside = isExternal(draft);
  const hasSources = isReport(draft);
  useEffect(() => {
    if (hasSources) loadReportFields();
  }, [hasSources]);
  return (
    <div className="space-y-6">
      {kind}
      <ObjectiveField
        draft={draft}
        begins
        isExternal={isOutside}
        problem={problemOf('objective')}
        onChange={(objective) => form.change({ objective })}
      />
      {hasSources && <ReportPart place="sources" draft={draft} problemOf={problemOf} onChange={form.change} />}
      {!isOutside && (
        <DomainsField
          id="domains"
          label={FIELDS.domains}
          domains={draft.domains}
          {...(hasSources ? { hint: FORM_FIELDS.domains_hint_report } : {})}
          problem={problemOf('domains')}
          onChange={(domains) => form.change({ domains })}
          typed={form.typed.domains}
          onType={(domains) => form.type({ domains })}
        />
      )}
      {isOutside && !isEdit && <StepsField form={form} />}
    </div>
  );
}

function StepsField({ form }: { readonly form: MissionForm }) {
  const { draft } = form;
  const problem = form.problemOf('steps');
  return (
    <div className="space-y-2">
      <Field id="steps" label={FIELDS.steps} hint={FORM_FIELDS.steps_hint} problem={problem}>
        <textarea
          {...describedBy('steps', problem)}
          rows={3}
          placeholder={FORM_FIELDS.steps_example}
          value={draft.steps}
          onChange={(event) => form.change({ steps: event.target.value })}
          className={`${INPUT} field-sizing-content max-h-60 min-h-22! font-mono text-sm placeholder:text-muted`}
        />
      </Field>
      <div>
        <label className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            aria-describedby="growing-hint"
            className="size-5 shrink-0 accent-accent"
            checked={draft.isGrowing}
            onChange={() => form.change({ isGrowing: !draft.isGrowing })}
          />
          {FORM_FIELDS.growing}
        </label>
        <p id="growing-hint" className="text-sm wrap-any text-muted">
          {FORM_FIELDS.growing_hint}
        </p>
      </div>
    </div>
  );
}
