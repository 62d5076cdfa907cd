import { useEffect, useRef, useState } from 'react';
import { useSearch } from 'wouter';
import { useFreshness } from '../shell/useFreshness.ts';
import { Button } from '../ui/Button.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useTitle } from '../ui/useTitle.ts';
import { OFFLINE_REASON, ONE_MOMENT } from '../words.ts';
import { DomainsField } from './DomainsField.tsx';
import { EMPTY_DRAFT, isEmpty } from './draft.ts';
import { FIELDS, type FieldName } from './draftProblems.ts';
import { ErrorSummary } from './ErrorSummary.tsx';
import { LimitsFields } from './LimitsFields.tsx';
import { ObjectiveField } from './ObjectiveField.tsx';
import { SampleButton } from './SampleButton.tsx';
import { withDomains } from './splitDomains.ts';
import { type Submitting, useDraft, useSubmission } from './useDraft.ts';

export default function NewMissionPage() {
  useTitle('New mission');
  const from = new URLSearchParams(useSearch()).get('from');
  const { draft, setDraft, typedDomain, setTypedDomain, send, startAfresh, submitting, problems, trouble } =
    useForm(from);
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
          if (!isOffline && submitting === null) send('create');
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
          typed={typedDomain}
          onType={setTypedDomain}
        />
        <LimitsFields draft={draft} problemOf={problemOf} onChange={setDraft} />
        <SendButtons
          submitting={submitting}
          isOffline={isOffline}
          onRun={() => send('run')}
          onStartAfresh={isEmpty(draft) && typedDomain === '' ? null : startAfresh}
        />
      </form>
    </div>
  );
}

/** The draft, the domain that is being typed, and what the buttons do with both. */
function useForm(from: string | null) {
  const { draft, setDraft, forget } = useDraft(from);
  const [typedDomain, setTypedDomain] = useState('');
  const { submitting, problems, trouble, submit, clear } = useSubmission(forget);
  const send = (as: 'create' | 'run'): void => {
    // A domain that was typed without Enter is meant as much as the others.
    const whole = { ...draft, domains: withDomains(draft.domains, typedDomain) };
    setDraft(whole);
    setTypedDomain('');
    void submit(whole, as);
  };
  const startAfresh = (): void => {
    setDraft(EMPTY_DRAFT);
    setTypedDomain('');
    clear();
    // The button is gone with what it cleared: the focus goes to where one begins.
    document.querySelector<HTMLElement>('#objective')?.focus();
  };
  return { draft, setDraft, typedDomain, setTypedDomain, send, startAfresh, submitting, problems, trouble };
}

interface SendProps {
  readonly submitting: Submitting;
  readonly isOffline: boolean;
  readonly onRun: () => void;
  /** Null while there is nothing to clear. */
  readonly onStartAfresh: (() => void) | null;
}

/** "Create" submits the form, as Enter does; running at once has a button of its own. */
function SendButtons({ submitting, isOffline, onRun, onStartAfresh }: SendProps) {
  const blocked = blockedBy(isOffline, submitting !== null);
  return (
    <div className="flex flex-wrap items-center gap-3 border-t border-line pt-5">
      <Button look="primary" isBusy={submitting === 'run'} blocked={blocked} onClick={onRun}>
        {submitting === 'run' ? 'Starting…' : 'Create and run'}
      </Button>
      <Button type="submit" isBusy={submitting === 'create'} blocked={blocked}>
        {submitting === 'create' ? 'Creating…' : 'Create'}
      </Button>
      <p className="text-sm text-muted">{isOffline ? OFFLINE_REASON : '“Create and run” approves it as well.'}</p>
      {onStartAfresh !== null && submitting === null && (
        <Button look="quiet" onClick={onStartAfresh}>
          Start afresh
        </Button>
      )}
    </div>
  );
}

function blockedBy(isOffline: boolean, isSubmitting: boolean): string | null {
  if (isOffline) return OFFLINE_REASON;
  return isSubmitting ? ONE_MOMENT : null;
}
