import { useState } from 'react';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { useNow } from '../../clock.ts';
import { describedBy, Field, INPUT } from '../../ui/Field.tsx';
import { TokenField } from '../../ui/TokenField.tsx';
import { FORM_FIELDS } from '../../words/missionForm.ts';
import { FIELDS } from '../draftProblems.ts';
import { LimitsGrid } from '../LimitsFields.tsx';
import { isReport } from '../reportType.ts';
import { SilenceFields } from './ExternalFields.tsx';
import { isExternal } from './missionDraft.ts';
import { ReportPart } from './report/lazyReport.tsx';
import { pastText } from './reviewView.ts';
import { offeredTags, withTags } from './tags.ts';
import type { MissionForm } from './useMissionForm.ts';

/** A moment is chosen to the minute. */
const TICK_MS = 15_000;

interface Props {
  readonly form: MissionForm;
  readonly recent: readonly Mission[] | null;
  /** The silences of an external mission are fixed when it is made. */
  readonly isEdit?: boolean;
}

/** What it may spend, when it runs, and how it is found. */
export function LimitsStep({ form, recent, isEdit = false }: Props) {
  const { draft, problemOf } = form;
  return (
    <div className="space-y-6">
      {isReport(draft) && <ReportPart place="options" draft={draft} problemOf={problemOf} onChange={form.change} />}
      {!isExternal(draft) && <LimitsGrid draft={draft} problemOf={problemOf} onChange={form.change} />}
      {isExternal(draft) && !isEdit && <SilenceFields draft={draft} problemOf={problemOf} onChange={form.change} />}
      <div className="grid gap-4 sm:grid-cols-2">
        <MomentField form={form} />
        <PriorityField form={form} />
      </div>
      <TagsField
        form={form}
        offered={offeredTags(
          (recent ?? []).map((mission) => mission.tags),
          draft.tags,
        )}
      />
    </div>
  );
}

function PriorityField({ form }: { readonly form: MissionForm }) {
  const problem = form.problemOf('priority');
  return (
    <Field id="priority" label={FIELDS.priority} hint={FORM_FIELDS.priority_hint} problem={problem}>
      <input
        {...describedBy('priority', problem)}
        inputMode="decimal"
        autoComplete="off"
        value={form.draft.priority}
        onChange={(event) => form.change({ priority: event.target.value })}
        className={INPUT}
      />
    </Field>
  );
}

/** When it may begin. A moment that is over is no mistake; what it comes to is told once the field is left. */
function MomentField({ form }: { readonly form: MissionForm }) {
  const now = useNow(TICK_MS);
  const [isWritten, setIsWritten] = useState(false);
  const problem = form.problemOf('notBefore');
  const past = isWritten ? null : pastText(form.draft, now);
  return (
    <Field
      id="notBefore"
      label={FIELDS.notBefore}
      problem={problem}
      hint={
        <>
          {FORM_FIELDS.notBefore_hint}{' '}
          <span role="status" className="font-medium text-text">
            {past}
          </span>
        </>
      }
    >
      <input
        {...describedBy('notBefore', problem)}
        type="datetime-local"
        autoComplete="off"
        value={form.draft.notBefore}
        onChange={(event) => form.change({ notBefore: event.target.value })}
        onFocus={() => setIsWritten(true)}
        onBlur={() => setIsWritten(false)}
        className={INPUT}
      />
    </Field>
  );
}

function TagsField({ form, offered }: { readonly form: MissionForm; readonly offered: readonly string[] }) {
  const { tags } = form.draft;
  return (
    <TokenField
      id="tags"
      label={FIELDS.tags}
      hint={FORM_FIELDS.tags_hint}
      placeholder={FORM_FIELDS.tags_example}
      problem={form.problemOf('tags')}
      tokens={tags}
      take={(text) => {
        form.change({ tags: withTags(tags, text) });
        form.type({ tags: '' });
        return true;
      }}
      onChange={(next) => form.change({ tags: next })}
      typed={form.typed.tags}
      onType={(next) => form.type({ tags: next })}
      removeLabel={FORM_FIELDS.remove}
    >
      {offered.length > 0 && (
        <div className="mt-2 flex flex-wrap items-center gap-2 text-sm">
          <span className="text-muted">{FORM_FIELDS.tags_recent}</span>
          {offered.map((tag) => (
            <button
              key={tag}
              type="button"
              aria-label={FORM_FIELDS.tag_add(tag)}
              onClick={() => form.change({ tags: withTags(tags, tag) })}
              className="min-h-11 rounded-md border border-border-ui px-2.5 font-mono hover:bg-surface md:min-h-8"
            >
              {tag}
            </button>
          ))}
        </div>
      )}
    </TokenField>
  );
}
