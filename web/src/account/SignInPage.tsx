import { useState } from 'react';
import { session } from '../session.ts';
import { OfflineBanner } from '../shell/OfflineBanner.tsx';
import { useBlocked } from '../shell/useBlocked.ts';
import { useStore } from '../store.ts';
import { Button } from '../ui/Button.tsx';
import { useTitle } from '../ui/useTitle.ts';
import { SIGN_IN } from '../words/account.ts';
import { ONE_MOMENT } from '../words/shared.ts';
import { EmailForm, type EmailMode } from './EmailForm.tsx';
import { MailSent } from './MailSent.tsx';
import { DONE, type Outcome, outcomeOf } from './outcome.ts';
import { Problem } from './Problem.tsx';
import { useAttempt } from './useAttempt.ts';

/** For whoever is signed out. On the emulator suite the local user is signed in without it, until it signs out. */
export default function SignInPage() {
  const [mode, setMode] = useState<EmailMode>('in');
  const [email, setEmail] = useState('');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { forget, by } = useWays();
  useTitle(SIGN_IN.titles[mode]);
  const go = (next: EmailMode): void => {
    setMode(next);
    setSentTo(null);
    forget();
  };
  const send = async (password: string): Promise<void> => {
    const came = await by('form').attempt((calls) => calls[SENDERS[mode]](email, password));
    if (came.kind === 'done' && (mode === 'link' || mode === 'forgot')) setSentTo(email);
  };
  return (
    <div className="mx-auto max-w-sm pt-6 md:pt-14">
      <h1 className="text-2xl font-semibold tracking-tight">{SIGN_IN.titles[mode]}</h1>
      <p className="mt-1 mb-6 text-muted">{SIGN_IN.notes[mode]}</p>
      <OfflineBanner text={SIGN_IN.offline} />
      <div className="space-y-5">
        {sentTo !== null && (mode === 'link' || mode === 'forgot') ? (
          <MailSent mode={mode} email={sentTo} onBack={() => go('in')} onAgain={() => setSentTo(null)} />
        ) : (
          <>
            {mode === 'in' && <LocalUser {...by('local')} />}
            {(mode === 'in' || mode === 'new') && <WithGoogle {...by('google')} />}
            <EmailForm
              {...{ mode, email }}
              {...by('form')}
              onEmail={setEmail}
              onSubmit={(password) => void send(password)}
            />
            <OtherWays mode={mode} onMode={go} />
            {mode === 'in' && <AsGuest {...by('guest')} />}
          </>
        )}
      </div>
    </div>
  );
}

/** What the form asks the data chunk for. */
const SENDERS = { in: 'signInWithEmail', new: 'createAccount', link: 'sendLink', forgot: 'sendReset' } as const;

type Way = 'local' | 'google' | 'form' | 'guest';

interface WayProps {
  readonly isBusy: boolean;
  /** Why nobody can sign in now. */
  readonly blocked: string | null;
  /** What came of this way, if it is the one that was tried last. */
  readonly outcome: Outcome | null;
  readonly attempt: ReturnType<typeof useAttempt>['attempt'];
}

/** One attempt at a time, by any way; what came of it is told beside the way that was pressed. */
function useWays(): { readonly forget: () => void; readonly by: (way: Way) => WayProps } {
  const [tried, setTried] = useState<Way | null>(null);
  const blocked = useBlocked();
  const { isBusy, outcome, attempt, forget } = useAttempt();
  const by = (way: Way): WayProps => ({
    isBusy,
    blocked,
    outcome: tried === way ? outcome : null,
    attempt: (act) => {
      setTried(way);
      return attempt(act);
    },
  });
  return { forget, by };
}

function LocalUser({ isBusy, blocked, outcome, attempt }: WayProps) {
  const who = useStore(session);
  if (who.phase !== 'out' || !who.isSuite) return null;
  // It asks the suite's own API, and nothing that it refuses for.
  const unreachable = (): Outcome => outcomeOf('auth/network-request-failed');
  const goOn = (): Promise<Outcome> => attempt((calls) => calls.returnAsLocalUser().then(() => DONE, unreachable));
  return (
    <div className="panel p-4">
      <Button look="primary" className="w-full" blocked={isBusy ? ONE_MOMENT : blocked} onClick={() => void goOn()}>
        {SIGN_IN.local}
      </Button>
      <Below outcome={outcome} />
      <p className="mt-2.5 text-sm text-muted">{SIGN_IN.local_note}</p>
    </div>
  );
}

function WithGoogle({ isBusy, blocked, outcome, attempt }: WayProps) {
  return (
    <>
      <Button
        className="w-full"
        blocked={isBusy ? ONE_MOMENT : blocked}
        onClick={() => void attempt((calls) => calls.signInWithGoogle())}
      >
        {SIGN_IN.google}
      </Button>
      <Problem outcome={outcome} />
      <p className="text-center text-sm text-muted">{SIGN_IN.or}</p>
    </>
  );
}

function OtherWays({ mode, onMode }: { readonly mode: EmailMode; readonly onMode: (mode: EmailMode) => void }) {
  const others = {
    in: [
      ['forgot', SIGN_IN.to_forgot],
      ['link', SIGN_IN.to_link],
      ['new', SIGN_IN.to_new],
    ],
    new: [['in', SIGN_IN.to_in]],
    link: [['in', SIGN_IN.back]],
    forgot: [['in', SIGN_IN.back]],
  } as const;
  return (
    <div className="space-y-1">
      {others[mode].map(([next, label]) => (
        <Button key={next} look="quiet" className="w-full" onClick={() => onMode(next)}>
          {label}
        </Button>
      ))}
    </div>
  );
}

function AsGuest({ isBusy, blocked, outcome, attempt }: WayProps) {
  return (
    <div className="border-t border-line pt-5">
      <Button
        className="w-full"
        blocked={isBusy ? ONE_MOMENT : blocked}
        onClick={() => void attempt((calls) => calls.signInAsGuest())}
      >
        {SIGN_IN.guest}
      </Button>
      <Below outcome={outcome} />
      {/* On a small screen the banner is out of sight from here. */}
      <p className="mt-2.5 text-sm text-muted">{blocked ?? SIGN_IN.guest_note}</p>
    </div>
  );
}

/** In a box that does not space its parts itself. */
function Below({ outcome }: { readonly outcome: Outcome | null }) {
  return (
    <div className="mt-3 empty:hidden">
      <Problem outcome={outcome} />
    </div>
  );
}
