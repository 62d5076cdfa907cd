import { useEffect, useRef } from 'react';
import { useSearch } from 'wouter';
import { useFreshness } from '../shell/useFreshness.ts';
import { Button } from '../ui/Button.tsx';
import { describedBy, Field, INPUT } from '../ui/Field.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useTitle } from '../ui/useTitle.ts';
import { OFFLINE_REASON } from '../words.ts';
import { DomainsField } from './DomainsField.tsx';
import type { Draft } from './draft.ts';
import { FIELDS, type FieldName } from './draftProblems.ts';
import { ErrorSummary } from './ErrorSummary.tsx';
import { LimitsFields } from './LimitsFields.tsx';
import { SampleButton } from './SampleButton.tsx';
import { useDraft, useSubmission } from './useDraft.ts';

export default function NewMissionPage() {
  useTitle('New mission');
  const from = new URLSearchParams(useSearch()).get('from');
  const { draft, setDraft, forget } = useDraft(from);
  const { submitting, problems, trouble, submit } = useSubmission(draft, forget);
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What is wrong must not be missed: the summary takes the focus, and its links lead to the fields.
    if (problems.length > 0) summary.current?.focus();
  }, [problems]);
  const isOffline = useFreshness().status === 'offline';
  const problemOf = (field: FieldName) => problems.find((problem) => problem.field === field)?.message;
  return (
    <div className="mx-auto max-w-2xl">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h1 className="text-2xl font-semibold tracking-tight">New mission</h1>
        <SampleButton look="quiet" className="-mx-4 md:-mx-3.5" />
      </div>
      <p className="mt-1 mb-6 text-muted">Say what to find and where it may look. It runs once you approve it.</p>
      <form
        noValidate
        className="space-y-6"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isOffline && submitting === null) void submit('create');
        }}
      >
        {problems.length > 0 && <ErrorSummary ref={summary} problems={problems} />}
        {trouble !== null && <TroubleNotice problem={trouble} />}
        <ObjectiveField draft={draft} problem={problemOf('objective')} onChange={setDraft} />
        <DomainsField
          id="domains"
          label={FIELDS.domains}
          domains={draft.domains}
          problem={problemOf('domains')}
          onChange={(domains) => setDraft((now) => ({ ...now, domains }))}
        />
        <LimitsFields draft={draft} problemOf={problemOf} onChange={setDraft} />
        <div className="flex flex-wrap items-center gap-3 border-t border-line pt-5">
          <Button
            look="primary"
            isBusy={submitting === 'run'}
            blocked={blockedBy(isOffline, submitting !== null)}
            onClick={() => void submit('run')}
          >
            {submitting === 'run' ? 'Starting…' : 'Create and run'}
          </Button>
          <Button type="submit" isBusy={submitting === 'create'} blocked={blockedBy(isOffline, submitting !== null)}>
            {submitting === 'create' ? 'Creating…' : 'Create'}
          </Button>
          <p className="text-sm text-muted">{isOffline ? OFFLINE_REASON : '“Create and run” approves it as well.'}</p>
        </div>
      </form>
    </div>
  );
}

function blockedBy(isOffline: boolean, isSubmitting: boolean): string | null {
  if (isOffline) return OFFLINE_REASON;
  return isSubmitting ? 'One moment.' : null;
}

interface ObjectiveProps {
  readonly draft: Draft;
  readonly problem: string | undefined;
  readonly onChange: (draft: Draft) => void;
}

function ObjectiveField({ draft, problem, onChange }: ObjectiveProps) {
  return (
    <Field id="objective" label={FIELDS.objective} problem={problem} hint="A question or a topic, in your own words.">
      <textarea
        {...describedBy('objective', problem)}
        rows={3}
        value={draft.objective}
        placeholder="Find Python tutorials for beginners"
        onChange={(event) => onChange({ ...draft, objective: event.target.value })}
        className={`${INPUT} field-sizing-content max-h-80 min-h-24! placeholder:text-muted`}
      />
    </Field>
  );
}
