import { useState } from 'react';
import { type Data, loadData } from '../loadData.ts';
import { PAGE_INCOMPLETE } from '../trouble.ts';
import { Button } from '../ui/Button.tsx';
import { Field, INPUT } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useTitle } from '../ui/useTitle.ts';
import { PRODUCT } from '../words.ts';

type SignIn = (data: Data) => Promise<string | null>;

/** For real projects; on the emulator suite the local user is signed in without it. */
export default function SignInPage() {
  useTitle('Sign in');
  const [isNew, setNew] = useState(false);
  const { isBusy, problem, attempt } = useAttempt();
  return (
    <div className="mx-auto max-w-sm pt-6 md:pt-14">
      <h1 className="text-2xl font-semibold tracking-tight">{isNew ? 'Create an account' : 'Sign in'}</h1>
      <p className="mt-1 mb-6 text-muted">{PRODUCT} runs long missions and keeps their progress safe.</p>
      {problem !== '' && (
        <div className="mb-5" role="alert">
          <Notice tone="failed">{problem}</Notice>
        </div>
      )}
      <Button
        className="w-full"
        blocked={isBusy ? 'One moment.' : null}
        onClick={() => void attempt((data) => data.signInWithGoogle())}
      >
        Continue with Google
      </Button>
      <p className="my-5 text-center text-sm text-muted">or by e-mail</p>
      <EmailForm isNew={isNew} isBusy={isBusy} onSubmit={(signIn) => void attempt(signIn)} />
      <Button look="quiet" className="mt-3 w-full" onClick={() => setNew(!isNew)}>
        {isNew ? 'I have an account' : 'I have no account yet'}
      </Button>
    </div>
  );
}

interface FormProps {
  readonly isNew: boolean;
  readonly isBusy: boolean;
  readonly onSubmit: (signIn: SignIn) => void;
}

function EmailForm({ isNew, isBusy, onSubmit }: FormProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit((data) => (isNew ? data.createAccount : data.signInWithEmail)(email, password));
      }}
    >
      <Field id="email" label="E-mail">
        <input
          id="email"
          type="email"
          required
          autoComplete="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          className={INPUT}
        />
      </Field>
      <Field id="password" label="Password">
        <input
          id="password"
          type="password"
          required
          minLength={isNew ? 6 : undefined}
          autoComplete={isNew ? 'new-password' : 'current-password'}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          className={INPUT}
        />
      </Field>
      <Button type="submit" look="primary" className="w-full" isBusy={isBusy}>
        {isNew ? 'Create account' : 'Sign in'}
      </Button>
    </form>
  );
}

function useAttempt() {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const attempt = async (signIn: SignIn): Promise<void> => {
    setBusy(true);
    try {
      setProblem((await signIn(await loadData())) ?? '');
    } catch {
      setProblem(`${PAGE_INCOMPLETE.title}. ${PAGE_INCOMPLETE.next}`);
    }
    setBusy(false);
  };
  return { isBusy, problem, attempt };
}
