import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useFreshness } from '../shell/useFreshness.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { CANCEL_DIALOG, OFFLINE_REASON } from '../words.ts';
import { sendCommands } from './commands.ts';
import type { ActionView, MissionView } from './missionView.ts';

interface Props {
  readonly view: MissionView;
  readonly pending: ActionView['command'] | null;
}

/** What the owner may do now, the most useful first. On narrow pages it stays at the bottom, within the thumb's reach. */
export function MissionActions({ view, pending }: Props) {
  const [askedFor, setAskedFor] = useState<ActionView['command'] | null>(null);
  // The question follows the mission: its words change with the status, and it goes when there is nothing left to ask.
  const asking = view.actions.find((action) => action.command === askedFor && action.confirm !== null);
  if (askedFor !== null && asking === undefined) setAskedFor(null);
  const isOffline = useFreshness().status === 'offline';
  if (view.actions.length === 0 && !view.canRunAgain) return null;
  const act = (action: ActionView): void => {
    if (action.confirm === null) void sendCommands(view.id, [action.command]);
    else setAskedFor(action.command);
  };
  return (
    <div className="flex flex-col items-end gap-1.5 max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-10 max-md:items-stretch max-md:border-t max-md:border-line max-md:bg-bg max-md:px-4 max-md:pt-3 max-md:pb-[max(0.75rem,env(safe-area-inset-bottom))]">
      <div className="flex flex-row-reverse gap-3 max-md:*:flex-1">
        {view.actions.map((action) => (
          <Button
            key={action.command}
            look={action.look}
            isBusy={pending === action.command}
            blocked={isOffline ? OFFLINE_REASON : pending === null || pending === action.command ? null : 'One moment.'}
            onClick={() => act(action)}
          >
            {pending === action.command ? action.busyLabel : action.label}
          </Button>
        ))}
        {view.canRunAgain && (
          <Link href={`/new?from=${view.id}`} className={buttonClass('plain')}>
            <RotateCcw className="size-4" aria-hidden />
            Run again
          </Link>
        )}
      </div>
      {isOffline && view.actions.length > 0 && <p className="text-sm text-muted">{OFFLINE_REASON}</p>}
      {asking !== undefined && asking.confirm !== null && (
        <ConfirmDialog
          title={CANCEL_DIALOG.title}
          text={CANCEL_DIALOG[asking.confirm]}
          confirm={CANCEL_DIALOG.confirm}
          keep={CANCEL_DIALOG.keep}
          onClose={() => setAskedFor(null)}
          onConfirm={() => {
            setAskedFor(null);
            void sendCommands(view.id, [asking.command]);
          }}
        />
      )}
    </div>
  );
}
