import { type ReactNode, useEffect } from 'react';
import { FORM_FIELDS } from '../../words/missionForm.ts';
import { DomainsField } from '../DomainsField.tsx';
import { FIELDS } from '../draftProblems.ts';
import { ObjectiveField } from '../ObjectiveField.tsx';
import { isReport } from '../reportType.ts';
import { StepsField } from './ExternalFields.tsx';
import { isExternal } from './missionDraft.ts';
import { loadReportFields, ReportPart, WriterPart } from './report/lazyReport.tsx';
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
      {hasSources && <WriterPart draft={draft} onChange={() => form.goToField('engine')} />}
      {isOutside && !isEdit && <StepsField draft={draft} problemOf={problemOf} onChange={form.change} />}
    </div>
  );
}
