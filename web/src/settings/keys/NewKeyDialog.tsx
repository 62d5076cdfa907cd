import { useState } from 'react';
import type { ApiScope, NewKeyAnswer } from '../../../../functions/src/schema/apiKey.ts';
import { serverNow } from '../../clock.ts';
import { useFreshness } from '../../shell/useFreshness.ts';
import { NO_ANSWER, type Trouble } from '../../trouble.ts';
import { beginHere } from '../../ui/beginHere.ts';
import { describedBy, Field, INPUT } from '../../ui/Field.tsx';
import { FormSheet } from '../../ui/FormSheet.tsx';
import { FormTrouble } from '../../ui/FormTrouble.tsx';
import { KEY_FORM } from '../../words/keys.ts';
import { OFFLINE_REASON } from '../../words/shared.ts';
import { useSending } from '../useSending.ts';
import { EXPIRIES, keyRequest } from './keyRequest.ts';
import { ScopeChoice } from './ScopeChoice.tsx';
import type { useKeys } from './useKeys.ts';

interface Props {
  readonly create: ReturnType<typeof useKeys>['create'];
  readonly onMade: (made: NewKeyAnswer) => void;
  readonly onClose: () => void;
}

const LOST: Trouble = { ...NO_ANSWER, ...KEY_FORM.lost };

const FIELDS = ['name'] as const;

/** Asks what a key is for, what it may do and until when. */
export function NewKeyDialog({ create, onMade, onClose }: Props) {
  const [name, setName] = useState('');
  const [scope, setScope] = useState<ApiScope>('run');
  const [days, setDays] = useState<string>('90');
  const onDone = (made: NewKeyAnswer): void => {
    onMade(made);
    onClose();
  };
  const { isBusy, problemOf, problem, send } = useSending({ call: create, lost: LOST, fields: FIELDS, onDone });
  const nameProblem = problemOf('name');
  const isOffline = useFreshness().isCutOff;
  return (
    <FormSheet
      title={KEY_FORM.title}
      isWritten={name !== ''}
      submit={KEY_FORM.submit}
      busy={KEY_FORM.busy}
      isBusy={isBusy}
      blocked={isOffline ? OFFLINE_REASON : null}
      onSubmit={() => void send(keyRequest({ name, scope, days }, serverNow()))}
      onClose={onClose}
    >
      {problem !== null && <FormTrouble problem={problem} />}
      <Field id="key-name" label={KEY_FORM.name} hint={KEY_FORM.name_hint} problem={nameProblem}>
        <input
          {...describedBy('key-name', nameProblem)}
          ref={beginHere}
          className={INPUT}
          value={name}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <ScopeChoice value={scope} onChange={setScope} />
      <Field id="key-expiry" label={KEY_FORM.expires}>
        <select id="key-expiry" className={INPUT} value={days} onChange={(event) => setDays(event.target.value)}>
          {EXPIRIES.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </Field>
    </FormSheet>
  );
}
