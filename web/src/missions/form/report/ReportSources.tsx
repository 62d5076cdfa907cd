import { describedBy, Field, INPUT } from '../../../ui/Field.tsx';
import { REPORT_LABELS } from '../../../words/missionForm.ts';
import { REPORT_FORM } from '../../../words/reportForm.ts';
import { MissionsField } from './MissionsField.tsx';
import type { ReportFields } from './reportFields.ts';
import { TextsField } from './TextsField.tsx';

/** What a report is made of: pages, results of other missions, and texts. */
export default function ReportSources(fields: ReportFields) {
  const { draft, problemOf, onChange } = fields;
  const problem = problemOf('addresses');
  return (
    <fieldset className="space-y-5" data-report-sources>
      <legend className="mb-3 font-semibold">{REPORT_FORM.sources}</legend>
      <Field id="addresses" label={REPORT_LABELS.addresses} hint={REPORT_FORM.addresses_hint} problem={problem}>
        <textarea
          {...describedBy('addresses', problem)}
          rows={3}
          inputMode="url"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          placeholder={REPORT_FORM.addresses_example}
          value={draft.addresses}
          onChange={(event) => onChange({ addresses: event.target.value })}
          className={`${INPUT} field-sizing-content max-h-60 min-h-22! font-mono text-sm wrap-any placeholder:text-muted`}
        />
      </Field>
      <MissionsField {...fields} />
      <TextsField {...fields} />
    </fieldset>
  );
}
