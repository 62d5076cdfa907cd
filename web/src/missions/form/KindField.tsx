import { EXTERNAL_TYPE } from '../../../../functions/src/schema/external.ts';
import { TYPE_FIELD } from '../../words/missionForm.ts';
import { REPORT_TYPE } from '../reportType.ts';
import { RESEARCH_TYPE } from './missionDraft.ts';

const KINDS = [
  { type: RESEARCH_TYPE, label: TYPE_FIELD.research, hint: TYPE_FIELD.research_hint },
  { type: REPORT_TYPE, label: TYPE_FIELD.report, hint: TYPE_FIELD.report_hint },
  { type: EXTERNAL_TYPE, label: TYPE_FIELD.external, hint: TYPE_FIELD.external_hint },
];

const GUIDES: Readonly<Record<string, { readonly href: string; readonly text: string }>> = {
  [REPORT_TYPE]: { href: '/guide/reports', text: TYPE_FIELD.guide_report },
  [EXTERNAL_TYPE]: { href: '/guide/external', text: TYPE_FIELD.guide },
};

interface Props {
  readonly type: string;
  readonly onChange: (type: string) => void;
  /** In a narrow form, as on a narrow screen, only of the chosen one is said what it is. */
  readonly isNarrow?: boolean;
}

/** What kind of mission: those that everybody has, and that of a copy. */
export function KindField({ type, onChange, isNarrow = false }: Props) {
  const isOther = !KINDS.some((kind) => kind.type === type);
  const guide = GUIDES[type];
  const kinds = isOther ? [...KINDS, { type, label: type, hint: TYPE_FIELD.other(type) }] : KINDS;
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{TYPE_FIELD.label}</legend>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-3">
        {kinds.map((kind) => (
          <label
            key={kind.type}
            className="flex min-h-11 cursor-pointer items-start gap-3 rounded-lg border border-border-ui px-3 py-2.5 max-sm:gap-2 max-sm:px-2.5 has-checked:border-accent has-checked:bg-surface"
          >
            <input
              type="radio"
              name="kind"
              className="mt-0.5 size-4.5 shrink-0 accent-accent"
              checked={kind.type === type}
              onChange={() => onChange(kind.type)}
            />
            <span className="min-w-0 wrap-any">
              {kind.label}
              {!isNarrow && <span className="block text-sm text-muted max-sm:hidden">{kind.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {/* A narrow screen has room for what the chosen one is, else the objective lay below it. */}
      <p className={`mt-1.5 text-sm text-muted ${isNarrow ? '' : 'sm:hidden'}`}>
        {kinds.find((kind) => kind.type === type)?.hint}
      </p>
      {guide !== undefined && (
        <p className="mt-2 text-sm">
          {/* The guide is no part of this app: a plain link, in a tab of its own so that the form stays. */}
          <a href={guide.href} target="_blank" rel="noopener" className="underline underline-offset-2">
            {guide.text}
          </a>
        </p>
      )}
    </fieldset>
  );
}
