import { Files } from 'lucide-react';
import { Suspense, useState } from 'react';
import { Link } from 'wouter';
import { assertNever } from '../../../functions/src/core/assertNever.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { ErrorBoundary } from '../shell/ErrorBoundary.tsx';
import { lazyPart } from '../shell/lazyPart.ts';
import { type PageCommand, usePageCommands } from '../shell/pageCommands.ts';
import { useFreshness } from '../shell/useFreshness.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { useKeyHint, useKeys } from '../ui/keys.ts';
import { ACTION_GROUP, MENU } from '../words/actions.ts';
import { OFFLINE_REASON, ONE_MOMENT } from '../words/shared.ts';
import type { ActionView } from './actionViews.ts';
import { type CommandState, sendCommands } from './commands.ts';
import { MENU_ID, MissionMenu } from './MissionMenu.tsx';
import type { MissionView } from './missionView.ts';

// Few missions are ended, retried or edited; and the forms need what the form of a new mission does.
const CancelDialog = lazyPart(() => import('./CancelDialog.tsx'));
const RetryDialog = lazyPart(() => import('./RetryDialog.tsx'));
const EditMissionDialog = lazyPart(() => import('./EditMissionDialog.tsx'));

interface Props {
  readonly mission: Mission;
  readonly view: MissionView;
  readonly command: CommandState;
}

/** What the owner may do now, the most useful first. On narrow pages it stays at the bottom, within the thumb's reach. */
export function MissionActions({ mission, view, command }: Props) {
  const { pending, problem } = command;
  // Not a question like the others: what is written there stays when the mission moves on.
  const [isEditing, setEditing] = useState(false);
  const [askedFor, setAskedFor] = useState<ActionView['key'] | null>(null);
  // The question follows the mission: its words change with the status, and it goes when there is nothing left to ask.
  const asking = view.actions.find((action) => action.key === askedFor && action.confirm !== null);
  if (askedFor !== null && asking === undefined) setAskedFor(null);
  const isOffline = useFreshness().isCutOff;
  const ask = (key: ActionView['key']): void => (key === 'edit' ? setEditing(true) : setAskedFor(key));
  useActionKeys((key) => {
    if (!isOffline && pending === null) ask(key);
  });
  const hints = useActionHints();
  usePageCommands(view.actions.map((action) => commandOf(action, ask)));
  const isPending = (action: ActionView) => pending?.command === action.command;
  return (
    <div className="flex flex-col items-end gap-1.5 max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-10 max-md:items-stretch max-md:border-t max-md:border-line max-md:bg-bg max-md:px-4 max-md:pt-3 max-md:pb-[max(0.75rem,env(safe-area-inset-bottom))]">
      <div className="flex gap-2">
        <div
          role="group"
          aria-label={ACTION_GROUP}
          tabIndex={-1}
          data-focus-home
          className="flex flex-1 justify-end gap-2 rounded-lg max-md:*:flex-1 max-md:*:px-2 max-md:*:whitespace-normal"
        >
          {view.actions.length < 2 && view.section === 'over' && (
            <Link href={`/new?from=${view.id}`} className={buttonClass(view.isRejected ? 'primary' : 'plain')}>
              <Files className="size-4" aria-hidden />
              {MENU.duplicate}
            </Link>
          )}
          {/* The most useful at the right, in the order in which Tab reaches them. */}
          {view.actions.toReversed().map((action) => (
            <Button
              key={action.key}
              id={`action-${action.key}`}
              aria-keyshortcuts={hints[action.key]}
              look={action.look}
              isBusy={isPending(action)}
              blocked={isOffline ? OFFLINE_REASON : pending === null || isPending(action) ? null : ONE_MOMENT}
              onClick={() => act(view.id, action, ask)}
            >
              {isPending(action) ? action.busyLabel : action.label}
            </Button>
          ))}
        </div>
        <MissionMenu mission={mission} />
      </div>
      {isOffline && view.actions.length > 0 && <p className="text-sm text-muted">{OFFLINE_REASON}</p>}
      {isEditing && (
        <ErrorBoundary>
          <Suspense fallback={null}>
            <EditMissionDialog mission={mission} problem={problem} onClose={() => setEditing(false)} />
          </Suspense>
        </ErrorBoundary>
      )}
      {asking !== undefined && <Asking mission={mission} action={asking} onClose={() => setAskedFor(null)} />}
    </div>
  );
}

/** An action for the palette, which asks or leads to the button: a name that was typed must not run a mission. */
/** By the command’s own name too: who wants to cancel what is only proposed need not know that it is called rejecting. */
function commandOf({ key, label, command, confirm }: ActionView, ask: (key: ActionView['key']) => void): PageCommand {
  const lead = (): void => document.getElementById(`action-${key}`)?.focus();
  return { id: key, label, more: command, act: confirm === null ? lead : () => ask(key) };
}

/** Sends an action's command, or asks first. */
export function act(id: string, { key, command, confirm }: ActionView, ask: (key: ActionView['key']) => void): void {
  // These never go without their question, which knows what to send.
  if (confirm !== null || command === 'retry' || command === 'edit') ask(key);
  else void sendCommands(id, [{ command }]);
}

interface AskingProps {
  readonly mission: Mission;
  readonly action: ActionView;
  readonly onClose: () => void;
}

/** What stands before an action that asks. */
export function Asking({ mission, action: { confirm }, onClose }: AskingProps) {
  switch (confirm) {
    case null:
    case 'edit':
      return null;
    case 'retry':
    case 'retry_all':
      return (
        <ErrorBoundary>
          <Suspense fallback={null}>
            <RetryDialog mission={mission} isWhole={confirm === 'retry_all'} onClose={onClose} />
          </Suspense>
        </ErrorBoundary>
      );
    case 'reject':
    case 'cancel_idle':
    case 'cancel_first_step':
    case 'cancel_running':
    case 'cancel_begun':
    case 'cancel_between':
      return (
        <ErrorBoundary>
          <Suspense fallback={null}>
            <CancelDialog id={mission.mission_id} question={confirm} onClose={onClose} />
          </Suspense>
        </ErrorBoundary>
      );
    default:
      return assertNever(confirm);
  }
}

/** A key opens a question or leads to what needs an answer; no single key does anything by itself. */
function useActionKeys(ask: (key: ActionView['key']) => void): void {
  useKeys('mission', {
    attend: () => document.querySelector<HTMLElement>('#wait-title, #action-approve')?.focus(),
    cancel: () => ask('cancel'),
    retry: () => ask('retry'),
    menu: openMenu,
  });
}

/** The key that does the same as an action's button. */
function useActionHints(): Partial<Record<ActionView['key'], string | undefined>> {
  return { cancel: useKeyHint('mission', 'cancel'), retry: useKeyHint('mission', 'retry') };
}

/** With the focus on its button first, which gets it back when the menu closes. */
function openMenu(): void {
  const button = document.getElementById(MENU_ID);
  button?.focus();
  button?.click();
}
