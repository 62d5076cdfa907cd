import { type ReactNode, useEffect, useState } from 'react';
import { Link, Redirect } from 'wouter';
import { type Session, session } from '../session.ts';
import { useStore } from '../store.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useTitle } from '../ui/useTitle.ts';
import { FINISH_LINK } from '../words/account.ts';
import { EmailField } from './AccountFields.tsx';
import { emailProblem } from './fieldProblems.ts';
import { linkAddress } from './linkMemory.ts';
import { useAttempt } from './useAttempt.ts';
import { useJudged } from './useJudged.ts';

/** `/sign-in`: where a link by e-mail leads to. */
export default function FinishLinkPage() {
  const who = useStore(session);
  useTitle(FINISH_LINK.title);
  const [href] = useState(() => location.href);
  if (who.phase === 'restoring') return <Skeleton lines={3} label={FINISH_LINK.title} />;
  // Whoever has an account is signed in already; the link stays good for somebody else.
  if (who.phase === 'in' && !who.isGuest) return <Redirect to="/" replace />;
  return (
    <div className="mx-auto max-w-sm pt-6 md:pt-14">
      {new URL(href).searchParams.has('oobCode') ? <Finish href={href} who={who} /> : <NoLink />}
    </div>
  );
}

function Finish({ href, who }: { readonly href: string; readonly who: Session }) {
  const [known] = useState(linkAddress);
  const [email, setEmail] = useState(known ?? '');
  const { isBusy, outcome, attempt } = useAttempt();
  const finish = (address: string): void => void attempt((calls) => calls.finishLink(address, href));
  const begin = useOnce(() => {
    // The code is good once, and nothing for the history or for whoever looks at the address.
    history.replaceState(null, '', location.pathname);
    if (known !== null) finish(known);
  });
  useEffect(begin, [begin]);
  if (outcome?.kind === 'problem') {
    const isAddress = outcome.code === 'auth/invalid-email';
    return (
      <>
        <div role="alert" className="mb-6">
          <Notice tone="failed" title={FINISH_LINK.failed_title}>
            {outcome.text}
          </Notice>
        </div>
        {isAddress ? (
          <AskAddress {...{ email, isBusy }} onEmail={setEmail} onSubmit={() => finish(email)} />
        ) : (
          <ToStart />
        )}
      </>
    );
  }
  if (known !== null || isBusy || outcome !== null) {
    return <Skeleton lines={3} label={who.phase === 'in' ? FINISH_LINK.upgrading : FINISH_LINK.title} />;
  }
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">{FINISH_LINK.ask_title}</h1>
      <p className="mt-1 mb-6 text-muted">{FINISH_LINK.ask_note}</p>
      <AskAddress {...{ email, isBusy }} onEmail={setEmail} onSubmit={() => finish(email)} />
    </>
  );
}

/** Of two mounts in a row only the first acts: a link works once. */
function useOnce(act: () => void): () => void {
  const [once] = useState(() => {
    let isDone = false;
    return () => {
      if (isDone) return;
      isDone = true;
      act();
    };
  });
  return once;
}

interface AskProps {
  readonly email: string;
  readonly isBusy: boolean;
  readonly onEmail: (email: string) => void;
  readonly onSubmit: () => void;
}

function AskAddress({ email, isBusy, onEmail, onSubmit }: AskProps) {
  const { problemOf, judge } = useJudged('ask', [{ id: 'email', problem: emailProblem(email) }]);
  return (
    <form
      noValidate
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (judge()) onSubmit();
      }}
    >
      <EmailField id="email" value={email} problem={problemOf('email')} onChange={onEmail} />
      <Button type="submit" look="primary" className="w-full" isBusy={isBusy}>
        {FINISH_LINK.submit}
      </Button>
    </form>
  );
}

function NoLink() {
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">{FINISH_LINK.lost_title}</h1>
      <p className="mt-1 mb-6 text-muted">{FINISH_LINK.lost_note}</p>
      <ToStart />
    </>
  );
}

function ToStart(): ReactNode {
  return (
    <Link href="/" className={buttonClass('primary')}>
      {FINISH_LINK.to_start}
    </Link>
  );
}
