import { type ReactNode, useEffect, useState } from 'react';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { useFreshness } from '../shell/useFreshness.ts';
import type { Trouble } from '../trouble.ts';
import { beginHere } from '../ui/beginHere.ts';
import { describedBy, Field, INPUT } from '../ui/Field.tsx';
import { FormSheet } from '../ui/FormSheet.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { RETRY_DIALOG } from '../words/actions.ts';
import { FORM_FIELDS } from '../words/missionForm.ts';
import { OFFLINE_REASON } from '../words/shared.ts';
import { sendCommands } from './commands.ts';
import { DomainsField } from './DomainsField.tsx';
import { type Draft, draftOf } from './draft.ts';
import { type DraftProblem, FIELDS, type FieldName, problemsOfAnswer, withRefused } from './draftProblems.ts';
import { ReportPart } from './form/report/lazyReport.tsx';
import { type ReportDraft, reportDraftOf } from './form/reportDraft.ts';
import { LimitsFields } from './LimitsFields.tsx';
import { ObjectiveField } from './ObjectiveField.tsx';
import { RetrySteps } from './RetrySteps.tsx';
import { isReport } from './reportType.ts';
import { isEdited, keepsItems, retryProblems, retryRequestOf } from './retryDraft.ts';
import { type RetryView, retryView, stepsAfterRetry } from './retryView.ts';
import { NO_TYPED_DOMAINS, type TypedDomains, withDomains } from './splitDomains.ts';
import { useInput } from './useInput.ts';

interface Props {
  readonly mission: Mission;
  /** Begins with the first step unless the reader chooses another. */
  readonly isWhole: boolean;
  readonly onClose: () => void;
}

/** Asks with which step a retry begins, says what that repeats and keeps, and lets the request be changed. */
export default function RetryDialog({ mission, isWhole, onClose }: Props) {
  const retry = retryView(mission);
  const input = useReportInput(mission);
  const begin = isWhole ? (retry.choices[0]?.index ?? retry.first) : retry.first;
  const form = useRetry({ retry, begin, before: input.before, onClose });
  const { draft, from, problems, setFrom } = form;
  const isOffline = useFreshness().isCutOff;
  const chosen = retry.choices.find(({ index }) => index === from);
  const hasChanges = isEdited(retry, draft, form.report);
  const isKept = from === retry.first && keepsItems(retry, draft, form.report);
  return (
    <FormSheet
      title={RETRY_DIALOG.title}
      isWritten={hasChanges || form.typedDomain.text !== ''}
      submit={RETRY_DIALOG.confirm}
      busy={RETRY_DIALOG.busy}
      isBusy={form.isBusy}
      blocked={isOffline ? OFFLINE_REASON : null}
      onSubmit={form.send}
      onClose={onClose}
    >
      <Field
        id="from-step"
        label={RETRY_DIALOG.from}
        hint={from > 0 ? RETRY_DIALOG.from_hint : RETRY_DIALOG.from_first}
      >
        <select
          {...describedBy('from-step', undefined)}
          ref={beginHere}
          className={INPUT}
          value={from}
          onChange={(event) => setFrom(Number(event.target.value))}
        >
          {retry.choices.map(({ index, label }) => (
            <option key={index} value={index}>
              {label}
            </option>
          ))}
        </select>
      </Field>
      <p role="status" data-retry-text>
        {chosen?.text} {isKept && retry.itemsText}
      </p>
      <RetrySteps steps={stepsAfterRetry(mission, from)} />
      <Changes isEdited={hasChanges} isWrong={problems.length > 0}>
        {input.problem !== null && <TroubleNotice problem={input.problem} />}
        <RequestFields form={form} retry={retry} />
      </Changes>
    </FormSheet>
  );
}

type RetryForm = ReturnType<typeof useRetry>;

/** What a report was asked beside its objective, once that is known; null for any other mission. */
function useReportInput(mission: Mission): { readonly before: ReportDraft | null; readonly problem: Trouble | null } {
  const known = useInput(mission);
  const isKnown = isReport(mission) && known.state === 'ready';
  return {
    before: isKnown ? reportDraftOf(known.input) : null,
    problem: known.state === 'failed' ? known.problem : null,
  };
}

interface Retrying {
  readonly retry: RetryView;
  /** The step that is chosen at first. */
  readonly begin: number;
  readonly before: ReportDraft | null;
  readonly onClose: () => void;
}

/** The dialog's state. It closes when the server has taken the retry, or refused it for no reason that a field has. */
function useRetry({ retry, begin, before, onClose }: Retrying) {
  const [from, setFrom] = useState(begin);
  const [draft, setDraft] = useState<Draft>(() => draftOf(retry.asked));
  const [edited, setEdited] = useState<ReportDraft | null>(null);
  const report = before === null ? null : { before, now: edited ?? before };
  const [typedDomain, setTypedDomain] = useState(NO_TYPED_DOMAINS);
  const [problems, setProblems] = useState<readonly DraftProblem[]>([]);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    // What is wrong must not be missed; the first field that is gets the focus.
    const [first] = problems;
    if (first !== undefined) document.getElementById(first.field)?.focus();
  }, [problems]);
  const sendWhole = async (whole: Draft, typed: TypedDomains): Promise<void> => {
    const wrong = withRefused(retryProblems(retry, whole, report), typed);
    setProblems(wrong);
    if (wrong.length > 0) return;
    setBusy(true);
    const problem = await sendCommands(retry.id, [
      { command: 'retry', body: retryRequestOf(retry, from, whole, report) },
    ]);
    setBusy(false);
    const atFields = problemsOfAnswer(problem, { ...whole, ...report?.now });
    setProblems(atFields);
    if (atFields.length === 0) onClose();
  };
  const send = (): void => {
    // A domain that was typed without Enter is meant as much as the others.
    const settled = withDomains(draft.domains, typedDomain.text);
    const whole = { ...draft, domains: settled.domains };
    setDraft(whole);
    setTypedDomain(settled.typed);
    void sendWhole(whole, settled.typed);
  };
  return { from, setFrom, draft, setDraft, report, setEdited, typedDomain, setTypedDomain, problems, isBusy, send };
}

interface ChangesProps {
  readonly isEdited: boolean;
  readonly isWrong: boolean;
  readonly children: ReactNode;
}

/** Folded away: most retries ask for the same again. */
function Changes({ isEdited: isChanged, isWrong, children }: ChangesProps) {
  return (
    <details open={isWrong || undefined} className="panel px-4 py-2">
      <summary className="min-h-9 content-center font-medium">
        {RETRY_DIALOG.edit}{' '}
        <span className="font-normal text-muted">{isChanged ? RETRY_DIALOG.edit_some : RETRY_DIALOG.edit_none}</span>
      </summary>
      <div className="space-y-4 py-3">{children}</div>
    </details>
  );
}

function RequestFields({ form, retry }: { readonly form: RetryForm; readonly retry: RetryView }) {
  const { draft, setDraft, problems, report } = form;
  const { isExternal } = retry;
  const problemOf = (field: FieldName) => problems.find((problem) => problem.field === field)?.message;
  return (
    <>
      <ObjectiveField
        isExternal={isExternal}
        draft={draft}
        problem={problemOf('objective')}
        onChange={(objective) => setDraft((now) => ({ ...now, objective }))}
      />
      {report !== null && <ReportParts form={form} report={report.now} problemOf={problemOf} />}
      {!isExternal && (
        <>
          <DomainsField
            id="domains"
            label={FIELDS.domains}
            domains={draft.domains}
            {...(retry.isReport ? { hint: FORM_FIELDS.domains_hint_report } : {})}
            problem={problemOf('domains')}
            onChange={(domains) => setDraft((now) => ({ ...now, domains }))}
            typed={form.typedDomain}
            onType={form.setTypedDomain}
          />
          <LimitsFields draft={draft} problemOf={problemOf} onChange={(change) => setDraft({ ...draft, ...change })} />
        </>
      )}
    </>
  );
}

interface ReportPartsProps {
  readonly form: RetryForm;
  readonly report: ReportDraft;
  readonly problemOf: (field: FieldName) => string | undefined;
}

/** What a report reads and how it is written. */
function ReportParts({ form, report, problemOf }: ReportPartsProps) {
  const onChange = (part: Partial<ReportDraft>): void => form.setEdited({ ...report, ...part });
  return (
    <>
      <ReportPart place="sources" draft={report} problemOf={problemOf} onChange={onChange} />
      <ReportPart place="options" draft={report} problemOf={problemOf} onChange={onChange} />
    </>
  );
}
