import { useId, useState } from 'react';
import { EmailField, PasswordField } from '../../account/AccountFields.tsx';
import { emailProblem, passwordProblem } from '../../account/fieldProblems.ts';
import { MailSent } from '../../account/MailSent.tsx';
import type { Outcome } from '../../account/outcome.ts';
import { Problem } from '../../account/Problem.tsx';
import { useAttempt } from '../../account/useAttempt.ts';
import { useJudged } from '../../account/useJudged.ts';
import { useBlocked } from '../../shell/useBlocked.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { LeaveDialog } from '../../ui/LeaveDialog.tsx';
import { toast } from '../../ui/toast.ts';
import { useLeaving } from '../../ui/useLeaving.ts';
import { ACCOUNT, SIGN_IN } from '../../words/account.ts';
import { TakenDialog } from './TakenDialog.tsx';

interface Props {
  readonly way: 'password' | 'link';
  readonly isGuest: boolean;
  readonly onClose: () => void;
}

/** Adds an address to the account: with a password at once, or by a link once it is opened. */
export function AddByEmailDialog({ way, isGuest, onClose }: Props) {
  const id = useId();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isSent, setSent] = useState(false);
  const { isBusy, outcome, attempt, forget } = useAttempt();
  const leaving = useLeaving(!isSent && `${email}${password}` !== '', onClose);
  const add = async (): Promise<void> => {
    const came = await attempt((calls) =>
      way === 'link' ? calls.sendLink(email) : calls.addPassword(email, password),
    );
    if (came.kind !== 'done') return;
    if (way === 'link') return setSent(true);
    toast(ACCOUNT.kept);
    onClose();
  };
  if (outcome?.kind === 'problem' && outcome.isTaken) {
    return (
      <TakenDialog isGuest={isGuest} onSwitch={() => void attempt((calls) => calls.switchToTaken())} onClose={forget} />
    );
  }
  return (
    <Dialog labelledBy={`${id}-title`} onClose={onClose} onLeave={leaving.ask}>
      <h2 id={`${id}-title`} className="mb-4 text-lg font-semibold">
        {way === 'link' ? ACCOUNT.link : ACCOUNT.password}
      </h2>
      {isSent ? (
        <div className="space-y-4">
          <MailSent mode="link" email={email} onAgain={() => setSent(false)} onBack={onClose} />
        </div>
      ) : (
        <AddForm
          {...{ way, email, password, isBusy, outcome }}
          onEmail={setEmail}
          onPassword={setPassword}
          onSubmit={() => void add()}
          onLeave={leaving.ask}
        />
      )}
      {leaving.isAsked && <LeaveDialog isKept={false} onStay={leaving.stay} onLeave={leaving.leave} />}
    </Dialog>
  );
}

interface FormProps {
  readonly way: 'password' | 'link';
  readonly email: string;
  readonly password: string;
  readonly isBusy: boolean;
  readonly outcome: Outcome | null;
  readonly onEmail: (email: string) => void;
  readonly onPassword: (password: string) => void;
  readonly onSubmit: () => void;
  readonly onLeave: () => void;
}

function AddForm({ way, email, password, isBusy, outcome, onEmail, onPassword, onSubmit, onLeave }: FormProps) {
  const blocked = useBlocked();
  const { problemOf, judge } = useJudged(way, [
    { id: 'add-email', problem: emailProblem(email) },
    { id: 'add-password', problem: way === 'password' ? passwordProblem(password, true) : undefined },
  ]);
  return (
    <form
      noValidate
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy && blocked === null && judge()) onSubmit();
      }}
    >
      {way === 'link' && <p className="text-muted">{ACCOUNT.link_add}</p>}
      <Problem outcome={outcome} />
      <EmailField id="add-email" value={email} problem={problemOf('add-email')} onChange={onEmail} />
      {way === 'password' && (
        <PasswordField
          id="add-password"
          isNew
          value={password}
          problem={problemOf('add-password')}
          onChange={onPassword}
        />
      )}
      <div className="pt-2">
        <FormButtons
          submit={way === 'link' ? SIGN_IN.submit.link : ACCOUNT.add}
          busy={ACCOUNT.busy}
          isBusy={isBusy}
          blocked={blocked}
          onLeave={onLeave}
        />
      </div>
    </form>
  );
}
