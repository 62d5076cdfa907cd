import { Plus, X } from 'lucide-react';
import { Button } from '../../../ui/Button.tsx';
import { Field, INPUT } from '../../../ui/Field.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useFocusOn } from '../../../ui/useFocusOn.ts';
import { REPORT_LABELS } from '../../../words/missionForm.ts';
import { REPORT_FORM } from '../../../words/reportForm.ts';
import type { SourceText } from '../reportDraft.ts';
import type { ReportFields } from './reportFields.ts';

/** More are refused by the server. */
const MOST = 10;
/** From here on it is told how much more there is room for. */
const NEARLY_FULL = 40_000;
const ADD_ID = 'text-add';

/** Texts that the owner brings along, each with a title to be cited by. */
export function TextsField({ draft: { texts }, problemOf, onChange }: ReportFields) {
  const focusOn = useFocusOn();
  const problem = problemOf('texts');
  const change = (at: number, part: Partial<SourceText>): void =>
    onChange({ texts: texts.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  const remove = (at: number): void => {
    onChange({ texts: texts.filter((_, index) => index !== at) });
    focusOn(ADD_ID);
  };
  const add = (): void => {
    onChange({ texts: [...texts, { title: '', text: '' }] });
    focusOn(`text-title-${texts.length}`);
  };
  const described = problem === undefined ? 'texts-hint' : 'texts-problem texts-hint';
  return (
    <fieldset id="texts" tabIndex={-1} aria-describedby={described} className="space-y-3">
      <legend className="mb-1.5 font-medium">{REPORT_LABELS.texts}</legend>
      {texts.map((text, at) => (
        // Nothing else tells two of them apart: both may be empty.
        <OneText key={at} at={at} text={text} described={described} onChange={change} onRemove={remove} />
      ))}
      {problem !== undefined && (
        <p id="texts-problem" className="text-sm font-medium wrap-any text-failed">
          {problem}
        </p>
      )}
      {texts.length < MOST && (
        <Button id={ADD_ID} onClick={add}>
          <Plus className="size-4" aria-hidden />
          {REPORT_FORM.text_add}
        </Button>
      )}
      <p id="texts-hint" className="text-sm text-muted">
        {REPORT_FORM.texts_hint}
      </p>
    </fieldset>
  );
}

interface OneProps {
  readonly at: number;
  readonly text: SourceText;
  readonly described: string;
  readonly onChange: (at: number, part: Partial<SourceText>) => void;
  readonly onRemove: (at: number) => void;
}

function OneText({ at, text, described, onChange, onRemove }: OneProps) {
  const title = `text-title-${at}`;
  const body = `text-body-${at}`;
  return (
    <fieldset className="panel space-y-3 px-3 py-3 sm:px-4">
      <legend className="sr-only">{REPORT_FORM.text(at + 1)}</legend>
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <Field id={title} label={`${REPORT_FORM.text(at + 1)} – ${REPORT_FORM.text_title}`}>
            <input
              id={title}
              aria-describedby={described}
              autoComplete="off"
              value={text.title}
              onChange={(event) => onChange(at, { title: event.target.value })}
              className={INPUT}
            />
          </Field>
        </div>
        <IconButton icon={X} label={REPORT_FORM.text_remove(at + 1)} onClick={() => onRemove(at)} />
      </div>
      <Field
        id={body}
        label={REPORT_FORM.text_text}
        {...(text.text.length < NEARLY_FULL ? {} : { hint: REPORT_FORM.text_size(text.text.length) })}
      >
        <textarea
          id={body}
          aria-describedby={described}
          rows={4}
          value={text.text}
          onChange={(event) => onChange(at, { text: event.target.value })}
          className={`${INPUT} max-h-80 min-h-28!`}
        />
      </Field>
    </fieldset>
  );
}
