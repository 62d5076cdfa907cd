import { describedBy, Field, INPUT } from '../ui/Field.tsx';
import { SIGN_IN } from '../words/account.ts';
import { MIN_PASSWORD } from './fieldProblems.ts';

interface FieldProps {
  readonly id: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
}

export function EmailField({ id, value, problem, onChange }: FieldProps) {
  return (
    <Field id={id} label={SIGN_IN.email} problem={problem}>
      <input
        {...withoutHint(id, problem)}
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

export function PasswordField({ id, value, problem, onChange, label = SIGN_IN.password, isNew }: PasswordProps) {
  const hint = isNew ? SIGN_IN.password_hint(MIN_PASSWORD) : undefined;
  return (
    <Field id={id} label={label} hint={hint} problem={problem}>
      <input
        {...(isNew ? describedBy(id, problem) : withoutHint(id, problem))}
        type="password"
        required
        minLength={isNew ? MIN_PASSWORD : undefined}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={INPUT}
      />
    </Field>
  );
}

/** As {@link describedBy}, where nothing is to be said of a field but what is wrong with it. */
function withoutHint(id: string, problem: string | undefined) {
  if (problem === undefined) return { id };
  return { id, 'aria-invalid': true, 'aria-describedby': `${id}-problem` } as const;
}
