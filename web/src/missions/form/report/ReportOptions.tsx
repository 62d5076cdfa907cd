import { SECTION_WORDS, SECTIONS } from '../../../../../functions/src/schema/reportRequest.ts';
import { describedBy, Field, INPUT } from '../../../ui/Field.tsx';
import { REPORT_LABELS } from '../../../words/missionForm.ts';
import { REPORT_OPTIONS } from '../../../words/reportForm.ts';
import { languageName } from '../reportReview.ts';
import { EngineField } from './EngineField.tsx';
import type { ReportFields } from './reportFields.ts';

/** Offered to choose from; any other tag can be typed. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ja', 'zh'];
const LANGUAGES_ID = 'languages';

const DEPTHS = [
  { value: 'brief', label: REPORT_OPTIONS.depths.brief(SECTIONS.brief) },
  { value: 'standard', label: REPORT_OPTIONS.depths.standard(SECTIONS.standard) },
  { value: 'deep', label: REPORT_OPTIONS.depths.deep(SECTIONS.deep) },
];

const LENGTHS = [
  { value: 'short', label: REPORT_OPTIONS.lengths.short(SECTION_WORDS.short) },
  { value: 'medium', label: REPORT_OPTIONS.lengths.medium(SECTION_WORDS.medium) },
  { value: 'long', label: REPORT_OPTIONS.lengths.long(SECTION_WORDS.long) },
];

/** How far a report goes, how long it is, in which language, and who writes it. */
export default function ReportOptions(fields: ReportFields) {
  return (
    <fieldset className="space-y-5" data-report-options>
      <legend className="mb-3 font-semibold">{REPORT_OPTIONS.title}</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        <Choice {...fields} field="depth" hint={REPORT_OPTIONS.depth_hint} options={DEPTHS} />
        <Choice {...fields} field="sectionLength" hint={REPORT_OPTIONS.length_hint} options={LENGTHS} />
      </div>
      <LanguageField {...fields} />
      <EngineField {...fields} />
    </fieldset>
  );
}

interface ChoiceProps extends ReportFields {
  readonly field: 'depth' | 'sectionLength';
  readonly hint: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

function Choice({ draft, problemOf, onChange, field, hint, options }: ChoiceProps) {
  const problem = problemOf(field);
  return (
    <Field id={field} label={REPORT_LABELS[field]} hint={hint} problem={problem}>
      <select
        {...describedBy(field, problem)}
        className={INPUT}
        value={draft[field]}
        onChange={(event) => onChange({ [field]: event.target.value })}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
}

function LanguageField({ draft, problemOf, onChange }: ReportFields) {
  const problem = problemOf('language');
  return (
    <Field id="language" label={REPORT_LABELS.language} hint={REPORT_OPTIONS.language_hint} problem={problem}>
      <input
        {...describedBy('language', problem)}
        list={LANGUAGES_ID}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        value={draft.language}
        onChange={(event) => onChange({ language: event.target.value })}
        className={INPUT}
      />
      <datalist id={LANGUAGES_ID}>
        {LANGUAGES.map((tag) => (
          <option key={tag} value={tag}>
            {languageName(tag)}
          </option>
        ))}
      </datalist>
    </Field>
  );
}
