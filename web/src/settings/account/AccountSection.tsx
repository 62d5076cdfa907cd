import { useState } from 'react';
import { SuiteNote } from '../../account/MailSent.tsx';
import { Problem } from '../../account/Problem.tsx';
import { useAttempt } from '../../account/useAttempt.ts';
import { loadData } from '../../loadData.ts';
import { type SignedIn, session } from '../../session.ts';
import { useBlocked } from '../../shell/useBlocked.ts';
import { useStore } from '../../store.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Section } from '../../ui/Section.tsx';
import { SettingRow } from '../../ui/SettingRow.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { toast } from '../../ui/toast.ts';
import { ACCOUNT } from '../../words/account.ts';
import { SETTINGS } from '../../words/settings.ts';
import { accountView, signOutQuestion } from './accountView.ts';
import { PasswordPanel } from './PasswordPanel.tsx';
import { WaysPanel } from './WaysPanel.tsx';

/** Who uses this device, and by what they can sign in elsewhere. */
export default function AccountSection() {
  const who = useStore(session);
  if (who.phase !== 'in') return <Skeleton lines={3} label={SETTINGS.account} />;
  const view = accountView(who);
  return (
    <div className="space-y-8">
      <Section id="account-title" title={SETTINGS.account}>
        <div className="panel divide-y divide-line">
          <SettingRow title={who.name} hint={view.hint}>
            <SignOutButton isGuest={who.isGuest} />
          </SettingRow>
          {view.canVerify && <VerifyRow who={who} />}
        </div>
      </Section>
      <WaysPanel who={who} view={view} />
      {view.hasPassword && who.email !== null && <PasswordPanel email={who.email} />}
    </div>
  );
}

/** Whoever can't come back, or not at once, is asked first. */
function SignOutButton({ isGuest }: { readonly isGuest: boolean }) {
  const isOffline = useBlocked() !== null;
  // As it was when asked: the connection may come back meanwhile.
  const [asked, setAsked] = useState<ReturnType<typeof signOutQuestion>>(null);
  const leave = (): void => void loadData().then((data) => data.leave());
  const ask = (): void => {
    const question = signOutQuestion(isGuest, isOffline);
    if (question === null) leave();
    else setAsked(question);
  };
  return (
    <>
      <Button onClick={ask}>{ACCOUNT.sign_out}</Button>
      {asked !== null && <ConfirmDialog {...asked} onConfirm={leave} onClose={() => setAsked(null)} />}
    </>
  );
}

/** An address that nobody has proven to be theirs yet. */
function VerifyRow({ who }: { readonly who: SignedIn }) {
  const [isSent, setSent] = useState(false);
  const blocked = useBlocked();
  const { isBusy, outcome, attempt } = useAttempt();
  const send = async (): Promise<void> => {
    if ((await attempt((calls) => calls.sendVerification())).kind === 'done') setSent(true);
  };
  const check = async (): Promise<void> => {
    await attempt((calls) => calls.refreshAccount());
    const now = session.get();
    toast(now.phase === 'in' && now.isVerified ? ACCOUNT.verified : ACCOUNT.not_verified);
  };
  const hint = (
    <>
      <p>{isSent ? ACCOUNT.verify_sent(who.email ?? '') : ACCOUNT.verify_hint}</p>
      {isSent && <SuiteNote />}
      <Problem outcome={outcome} />
    </>
  );
  return (
    <SettingRow title={ACCOUNT.verify} hint={hint}>
      <Button isBusy={isBusy} blocked={blocked} onClick={() => void (isSent ? check() : send())}>
        {isSent ? ACCOUNT.verify_check : ACCOUNT.verify_send}
      </Button>
    </SettingRow>
  );
}
