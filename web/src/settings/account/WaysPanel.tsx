import { Check } from 'lucide-react';
import { useState } from 'react';
import { Problem } from '../../account/Problem.tsx';
import { useAttempt } from '../../account/useAttempt.ts';
import type { SignedIn } from '../../session.ts';
import { useBlocked } from '../../shell/useBlocked.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { SettingRow } from '../../ui/SettingRow.tsx';
import { toast } from '../../ui/toast.ts';
import { ACCOUNT } from '../../words/account.ts';
import { AddByEmailDialog } from './AddByEmailDialog.tsx';
import type { AccountView } from './accountView.ts';
import { TakenDialog } from './TakenDialog.tsx';

/** The ways to sign in: those that the account has, and those that can be added. A guest becomes an account by the first. */
export function WaysPanel({ who, view }: { readonly who: SignedIn; readonly view: AccountView }) {
  const [adding, setAdding] = useState<'password' | 'link' | null>(null);
  const blocked = useBlocked();
  const { isBusy, outcome, attempt, forget } = useAttempt();
  const addGoogle = async (): Promise<void> => {
    if ((await attempt((calls) => calls.addGoogle())).kind === 'done') toast(ACCOUNT.kept);
  };
  if (view.ways.length === 0) {
    return (
      <Section id="ways-title" title={ACCOUNT.ways}>
        <p className="text-muted">{ACCOUNT.ways_local}</p>
      </Section>
    );
  }
  const isTaken = outcome?.kind === 'problem' && outcome.isTaken;
  return (
    <Section id="ways-title" title={ACCOUNT.ways}>
      <div className="space-y-4">
        {who.isGuest && (
          <Notice tone="waiting" title={ACCOUNT.guest_title}>
            {ACCOUNT.guest_note}
          </Notice>
        )}
        {!isTaken && <Problem outcome={outcome} />}
        <ul className="panel divide-y divide-line">
          {view.ways.map(({ way, title, hint, isAdded }) => (
            <li key={way} data-way={way}>
              <SettingRow title={title} hint={hint}>
                {isAdded ? (
                  <p className="inline-flex items-center gap-1.5 text-sm">
                    <Check className="size-4 text-succeeded" aria-hidden />
                    {ACCOUNT.added}
                  </p>
                ) : (
                  <Button
                    aria-label={ACCOUNT.add_label(title)}
                    isBusy={way === 'google' && isBusy}
                    blocked={blocked}
                    onClick={() => (way === 'google' ? void addGoogle() : setAdding(way))}
                  >
                    {ACCOUNT.add}
                  </Button>
                )}
              </SettingRow>
            </li>
          ))}
        </ul>
      </div>
      {adding !== null && <AddByEmailDialog way={adding} isGuest={who.isGuest} onClose={() => setAdding(null)} />}
      {isTaken && (
        <TakenDialog
          isGuest={who.isGuest}
          onSwitch={() => void attempt((calls) => calls.switchToTaken())}
          onClose={forget}
        />
      )}
    </Section>
  );
}
