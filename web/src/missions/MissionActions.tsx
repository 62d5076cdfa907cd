import { RotateCcw } from 'lucide-react';
import { Suspense, useState } from 'react';
import { Link } from 'wouter';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { ErrorBoundary } from '../shell/ErrorBoundary.tsx';
import { lazyPart } from '../shell/lazyPart.ts';
import { type PageCommand, usePageCommands } from '../shell/pageCommands.ts';
import { useFreshness } from '../shell/useFreshness.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { useKeyHint, useKeys } from '../ui/keys.ts';
import { CANCEL_DIALOG, OFFLINE_REASON, ONE_MOMENT } from '../words.ts';
import type { ActionView } from './actionViews.ts';
import { type CommandState, sendCommands } from './commands.ts';
import type { MissionView } from './missionView.ts';

// Few missions are retried, and the form in it needs what the form of a new mission does.
const RetryDialog = lazyPart(() => import('./RetryDialog.tsx'));

interface Props {
  readonly mission: Mission;
  readonly view: MissionView;
  readonly pending: CommandState['pending'];
}

/** What the owner may do now, the most useful first. On narrow pages it stays at the bottom, within the thumb's reach. */
export function MissionActions({ mission, view, pending }: Props) {
  const [askedFor, setAskedFor] = useState<ActionView['command'] | null>(null);
  // The question follows the mission: its words change with the status, and it goes when there is nothing left to ask.
  const asking = view.actions.find((action) => action.command === askedFor && action.confirm !== null);
  if (askedFor !== null && asking === undefined) setAskedFor(null);
  const isOffline = useFreshness().status === 'offline';
  useActionKeys((command) => {
    if (!isOffline && pending === null) setAskedFor(command);
  });
  const hints = useActionHints();
  usePageCommands(view.actions.map((action) => commandOf(action, setAskedFor)));
  if (view.actions.length === 0 && !view.canRunAgain) return null;
  const isPending = (action: ActionView) => pending?.command === action.command;
  return (
    <div className="flex flex-col items-end gap-1.5 max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-10 max-md:items-stretch max-md:border-t max-md:border-line max-md:bg-bg max-md:px-4 max-md:pt-3 max-md:pb-[max(0.75rem,env(safe-area-inset-bottom))]">
      <div className="flex flex-row-reverse gap-3 max-md:*:flex-1">
        {view.actions.map((action) => (
          <Button
            key={action.command}
            id={`action-${action.command}`}
            aria-keyshortcuts={hints[action.command]}
            look={action.look}
            isBusy={isPending(action)}
            blocked={isOffline ? OFFLINE_REASON : pending === null || isPending(action) ? null : ONE_MOMENT}
            onClick={() => act(view.id, action, setAskedFor)}
          >
            {isPending(action) ? action.busyLabel : action.label}
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
      {asking !== undefined && <Asking mission={mission} action={asking} onClose={() => setAskedFor(null)} />}
    </div>
  );
}

/** An action for the palette, which asks or leads to the button: a name that was typed must not run a mission. */
function commandOf(action: ActionView, ask: (command: ActionView['command']) => void): PageCommand {
  const { command, label, confirm } = action;
  const lead = (): void => document.getElementById(`action-${command}`)?.focus();
  return { id: command, label, act: confirm === null ? lead : () => ask(command) };
}

function act(id: string, action: ActionView, ask: (command: ActionView['command']) => void): void {
  // A retry never goes without its question, which knows what to begin with.
  if (action.confirm !== null || action.command === 'retry') ask(action.command);
  else void sendCommands(id, [{ command: action.command }]);
}

interface AskingProps {
  readonly mission: Mission;
  readonly action: ActionView;
  readonly onClose: () => void;
}

function Asking({ mission, action, onClose }: AskingProps) {
  const { command, confirm } = action;
  if (command === 'retry') {
    return (
      <ErrorBoundary>
        <Suspense fallback={null}>
          <RetryDialog mission={mission} onClose={onClose} />
        </Suspense>
      </ErrorBoundary>
    );
  }
  if (confirm === null || confirm === 'retry') return null;
  return (
    <ConfirmDialog
      title={CANCEL_DIALOG.title}
      text={CANCEL_DIALOG[confirm]}
      confirm={CANCEL_DIALOG.confirm}
      keep={CANCEL_DIALOG.keep}
      onClose={onClose}
      onConfirm={() => {
        onClose();
        void sendCommands(mission.mission_id, [{ command }]);
      }}
    />
  );
}

/** A key opens a question or leads to what needs an answer; no single key does anything by itself. */
function useActionKeys(ask: (command: ActionView['command']) => void): void {
  useKeys('mission', {
    attend: () => document.querySelector<HTMLElement>('#wait-title, #action-approve')?.focus(),
    cancel: () => ask('cancel'),
    retry: () => ask('retry'),
  });
}

/** The key that does the same as an action's button. */
function useActionHints(): Partial<Record<ActionView['command'], string | undefined>> {
  return { cancel: useKeyHint('mission', 'cancel'), retry: useKeyHint('mission', 'retry') };
}
