import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { SIGN_IN } from '../words/account.ts';
import { EmailField, PasswordField } from './AccountFields.tsx';

export type EmailMode = 'in' | 'new' | 'link' | 'forgot';

interface Props {
  readonly mode: EmailMode;
  /** Kept by the page: whoever changes the way need not type it again. */
  readonly email: string;
  readonly isBusy: boolean;
  readonly onEmail: (email: string) => void;
  readonly onSubmit: (password: string) => void;
}

/** What signing in by e-mail asks for: the address, and a password where there is one. */
export function EmailForm({ mode, email, isBusy, onEmail, onSubmit }: Props) {
  const [password, setPassword] = useState('');
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) onSubmit(password);
      }}
    >
      <EmailField id="email" value={email} onChange={onEmail} />
      {(mode === 'in' || mode === 'new') && (
        <PasswordField id="password" value={password} isNew={mode === 'new'} onChange={setPassword} />
      )}
      <Button type="submit" look="primary" className="w-full" isBusy={isBusy}>
        {SIGN_IN.submit[mode]}
      </Button>
    </form>
  );
}
