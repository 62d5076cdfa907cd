import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { REVOKING } from '../../words/keys.ts';
import type { KeyView } from './keyView.ts';

interface Props {
  readonly view: KeyView;
  readonly blocked: string | null;
  readonly onRevoke: () => Promise<void>;
}

export function KeyRow({ view, blocked, onRevoke }: Props) {
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const revoke = async (): Promise<void> => {
    setAsking(false);
    setBusy(true);
    await onRevoke();
    setBusy(false);
  };
  return (
    <li data-key={view.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className={`font-medium wrap-any ${view.standing === 'active' ? '' : 'text-muted'}`}>{view.name}</p>
        <p className="flex flex-wrap items-center gap-x-2.5 text-sm text-muted">
          <code className="font-mono text-[0.8125rem]">{view.ending}</code>
          <span>{view.may}</span>
          {view.standing !== 'active' && (
            <span data-tone={view.tone} className="font-medium text-tone">
              {view.word}
            </span>
          )}
        </p>
        <p className="text-sm text-muted first-letter:uppercase">{view.facts.join(' · ')}</p>
      </div>
      {view.standing !== 'revoked' && (
        <Button
          look="danger"
          isBusy={isBusy}
          blocked={blocked}
          aria-label={REVOKING.label(view.name, view.ending)}
          onClick={() => setAsking(true)}
        >
          {isBusy ? REVOKING.busy : REVOKING.revoke}
        </Button>
      )}
      {isAsking && (
        <ConfirmDialog
          title={REVOKING.title(view.name)}
          text={REVOKING.text}
          confirm={REVOKING.confirm}
          keep={REVOKING.keep}
          onConfirm={() => void revoke()}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}
