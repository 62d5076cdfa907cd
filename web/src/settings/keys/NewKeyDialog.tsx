import type { NewKeyAnswer } from '../../../../functions/src/schema/apiKey.ts';
import { serverNow } from '../../clock.ts';
import { useFreshness } from '../../shell/useFreshness.ts';
import { NO_ANSWER, type Trouble } from '../../trouble.ts';
import { beginHere } from '../../ui/beginHere.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { describedBy, Field, INPUT } from '../../ui/Field.tsx';
import { FormSheet } from '../../ui/FormSheet.tsx';
import { FormTrouble } from '../../ui/FormTrouble.tsx';
import { useKeptDraft } from '../../useKeptDraft.ts';
import { KEY_FORM } from '../../words/keys.ts';
import { OFFLINE_REASON } from '../../words/shared.ts';
import { useSending } from '../useSending.ts';
import { EMPTY_KEY, EXPIRIES, type KeyDraft, keyDraft, keyProblems, keyRequest } from './keyRequest.ts';
import { ScopeChoice } from './ScopeChoice.tsx';
import type { useKeys } from './useKeys.ts';

interface Props {
  readonly create: ReturnType<typeof useKeys>['create'];
  readonly onMade: (made: NewKeyAnswer) => void;
  readonly onClose: () => void;
}

const LOST: Trouble = { ...NO_ANSWER, ...KEY_FORM.lost };

const FIELDS = ['name'] as const;
const LABELS = { name: KEY_FORM.name };
const NAME_ID = 'key-name';

/** Asks what a key is for, what it may do and until when. */
export function NewKeyDialog({ create, onMade, onClose }: Props) {
  const form = { name: 'key', blank: EMPTY_KEY, schema: keyDraft } as const;
  const { draft, setDraft, isWritten, kept } = useKeptDraft<KeyDraft>(form);
  const change = (part: Partial<KeyDraft>): void => setDraft({ ...draft, ...part });
  const onDone = (made: NewKeyAnswer): void => {
    kept.forget();
    onMade(made);
    onClose();
  };
  const sending = useSending({ call: create, lost: LOST, fields: FIELDS, judge: keyProblems, onDone });
  const { isBusy, problem, wrong } = sending;
  const nameProblem = sending.problemOf('name');
  const isOffline = useFreshness().isCutOff;
  const startAfresh = (): void => {
    sending.clear();
    kept.startAfresh();
  };
  return (
    <FormSheet
      title={KEY_FORM.title}
      isWritten={isWritten}
      kept={{ ...kept, startAfresh }}
      submit={KEY_FORM.submit}
      busy={KEY_FORM.busy}
      isBusy={isBusy}
      blocked={isOffline ? OFFLINE_REASON : null}
      onSubmit={() => void sending.send(keyRequest(draft, serverNow()))}
      onClose={onClose}
    >
      {wrong.length > 0 && (
        <ErrorSummary problems={wrong} labels={LABELS} onGo={() => document.getElementById(NAME_ID)?.focus()} />
      )}
      {problem !== null && <FormTrouble problem={problem} />}
      <Field id={NAME_ID} label={KEY_FORM.name} hint={KEY_FORM.name_hint} problem={nameProblem}>
        <input
          {...describedBy(NAME_ID, nameProblem)}
          ref={beginHere}
          className={INPUT}
          value={draft.name}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => change({ name: event.target.value })}
        />
      </Field>
      <ScopeChoice value={draft.scope} onChange={(scope) => change({ scope })} />
      <Expiry value={draft.days} onChange={(days) => change({ days })} />
    </FormSheet>
  );
}

interface ExpiryProps {
  readonly value: string;
  readonly onChange: (days: string) => void;
}

function Expiry({ value, onChange }: ExpiryProps) {
  return (
    <Field id="key-expiry" label={KEY_FORM.expires} hint={KEY_FORM.expires_hint}>
      <select
        {...describedBy('key-expiry', undefined)}
        className={INPUT}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {EXPIRIES.map(([days, label]) => (
          <option key={days} value={days}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
}
