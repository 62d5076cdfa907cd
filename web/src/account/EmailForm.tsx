import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { SIGN_IN } from '../words/account.ts';
import { EmailField, PasswordField } from './AccountFields.tsx';
import { emailProblem, passwordProblem } from './fieldProblems.ts';
import { nextStepOf, type Outcome } from './outcome.ts';
import { Problem } from './Problem.tsx';
import { useJudged } from './useJudged.ts';

export type EmailMode = 'in' | 'new' | 'link' | 'forgot';

interface Props {
  readonly mode: EmailMode;
  /** Kept by the page: whoever changes the way need not type it again. */
  readonly email: string;
  readonly isBusy: boolean;
  /** Why it can't be sent now. */
  readonly blocked: string | null;
  /** What came of sending it. */
  readonly outcome: Outcome | null;
  readonly onEmail: (email: string) => void;
  readonly onSubmit: (password: string) => void;
}

/** What signing in by e-mail asks for: the address, and a password where there is one. */
export function EmailForm({ mode, email, isBusy, blocked, outcome, onEmail, onSubmit }: Props) {
  const [password, setPassword] = useState('');
  const isNew = mode === 'new';
  const hasPassword = isNew || mode === 'in';
  const { problemOf, judge } = useJudged(mode, [
    { id: 'email', problem: emailProblem(email) },
    { id: 'password', problem: hasPassword ? passwordProblem(password, isNew) : undefined },
  ]);
  return (
    <form
      noValidate
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy && blocked === null && judge()) onSubmit(password);
      }}
    >
      <EmailField id="email" value={email} problem={problemOf('email')} onChange={onEmail} />
      {hasPassword && (
        <PasswordField
          {...{ isNew }}
          id="password"
          value={password}
          problem={problemOf('password')}
          onChange={setPassword}
        />
      )}
      <Button type="submit" look="primary" className="w-full" isBusy={isBusy} blocked={blocked}>
        {SIGN_IN.submit[mode]}
      </Button>
      <Problem outcome={outcome} next={nextStepOf(outcome)} />
    </form>
  );
}
