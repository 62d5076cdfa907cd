import { useState } from 'react';
import { PasswordField } from '../../account/AccountFields.tsx';
import { passwordProblem } from '../../account/fieldProblems.ts';
import { SuiteNote } from '../../account/MailSent.tsx';
import { Problem } from '../../account/Problem.tsx';
import { useAttempt } from '../../account/useAttempt.ts';
import { useJudged } from '../../account/useJudged.ts';
import { useBlocked } from '../../shell/useBlocked.ts';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { SettingRow } from '../../ui/SettingRow.tsx';
import { toast } from '../../ui/toast.ts';
import { ACCOUNT, MAIL_SENT } from '../../words/account.ts';

/** Another password: by the one that there is, or by a mail for whoever never had one. */
export function PasswordPanel({ email }: { readonly email: string }) {
  return (
    <Section id="password-title" title={ACCOUNT.password_title}>
      <div className="panel divide-y divide-line">
        <ChangeForm email={email} />
        <ResetRow email={email} />
      </div>
    </Section>
  );
}

function ChangeForm({ email }: { readonly email: string }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const blocked = useBlocked();
  const { isBusy, outcome, attempt } = useAttempt();
  const { problemOf, judge } = useJudged('change', [
    { id: 'current', problem: passwordProblem(current, false) },
    { id: 'next', problem: passwordProblem(next, true) },
  ]);
  const change = async (): Promise<void> => {
    const came = await attempt((calls) => calls.changePassword(email, current, next));
    if (came.kind !== 'done') return;
    setCurrent('');
    setNext('');
    toast(ACCOUNT.changed);
  };
  return (
    <form
      noValidate
      className="space-y-4 px-4 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy && blocked === null && judge()) void change();
      }}
    >
      <Problem outcome={outcome} />
      {/* For password managers, which else don't know whose password this is. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <div className="grid gap-4 sm:grid-cols-2">
        <PasswordField
          id="current"
          label={ACCOUNT.current}
          isNew={false}
          value={current}
          problem={problemOf('current')}
          onChange={setCurrent}
        />
        <PasswordField
          id="next"
          label={ACCOUNT.next}
          isNew
          value={next}
          problem={problemOf('next')}
          onChange={setNext}
        />
      </div>
      <Button type="submit" isBusy={isBusy} blocked={blocked}>
        {ACCOUNT.change}
      </Button>
    </form>
  );
}

function ResetRow({ email }: { readonly email: string }) {
  const [isSent, setSent] = useState(false);
  const blocked = useBlocked();
  const { isBusy, outcome, attempt } = useAttempt();
  const send = async (): Promise<void> => {
    if ((await attempt((calls) => calls.sendReset(email))).kind === 'done') setSent(true);
  };
  const hint = (
    <>
      {isSent && <p>{MAIL_SENT.forgot(email)}</p>}
      {isSent && <SuiteNote />}
      <Problem outcome={outcome} />
    </>
  );
  return (
    <SettingRow title={ACCOUNT.reset_hint} hint={hint}>
      <Button isBusy={isBusy} blocked={blocked} onClick={() => void send()}>
        {isSent ? MAIL_SENT.again : ACCOUNT.reset}
      </Button>
    </SettingRow>
  );
}
