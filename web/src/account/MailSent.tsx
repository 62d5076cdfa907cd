import { useEffect, useRef } from 'react';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { MAIL_SENT, SIGN_IN } from '../words/account.ts';

interface Props {
  readonly mode: 'link' | 'forgot';
  readonly email: string;
  readonly onAgain: () => void;
  readonly onBack: () => void;
}

/** What to do now that a mail is on its way. It takes the focus: the form that had it is gone. */
export function MailSent({ mode, email, onAgain, onBack }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <>
      <Notice ref={ref} tone="running" title={MAIL_SENT.title}>
        <p>{MAIL_SENT[mode](email)}</p>
        <p className="mt-2 text-muted">{MAIL_SENT.wait}</p>
        <SuiteNote />
      </Notice>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onAgain}>{MAIL_SENT.again}</Button>
        <Button look="quiet" onClick={onBack}>
          {SIGN_IN.back}
        </Button>
      </div>
    </>
  );
}

/** Where the mail is on the emulator suite, which sends none. */
export function SuiteNote() {
  const who = useStore(session);
  const isSuite = who.phase !== 'restoring' && who.isSuite;
  return isSuite ? <p className="mt-2 text-muted">{MAIL_SENT.suite}</p> : null;
}
