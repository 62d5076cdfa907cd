import { Field, INPUT } from '../ui/Field.tsx';
import { SIGN_IN } from '../words/account.ts';

interface FieldProps {
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function EmailField({ id, value, onChange }: FieldProps) {
  return (
    <Field id={id} label={SIGN_IN.email}>
      <input
        id={id}
        type="email"
        required
        autoComplete="email"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={INPUT}
      />
    </Field>
  );
}

interface PasswordProps extends FieldProps {
  readonly label?: string;
  /** One that is chosen now; else one that is known. */
  readonly isNew: boolean;
}

export function PasswordField({ id, value, onChange, label = SIGN_IN.password, isNew }: PasswordProps) {
  return (
    <Field id={id} label={label}>
      <input
        id={id}
        type="password"
        required
        minLength={isNew ? 6 : undefined}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={INPUT}
      />
    </Field>
  );
}
