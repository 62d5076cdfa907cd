import { allowedCommands } from '../../../functions/src/core/allowed.ts';
import { assertNever } from '../../../functions/src/core/assertNever.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import type { ButtonLook } from '../ui/Button.tsx';
import { ACTIONS, COMMAND_WORDS } from '../words/actions.ts';

/** The dialog that stands before a command. */
export type Confirmation =
  | 'reject'
  | 'cancel_idle'
  | 'cancel_first_step'
  | 'cancel_running'
  | 'cancel_begun'
  | 'cancel_between'
  | 'edit'
  | 'retry'
  | 'retry_all';

/** Something that the owner may do now. */
export interface ActionView {
  /** Tells it from the others: a command may be offered in two ways. */
  readonly key: keyof typeof COMMAND_WORDS | 'edit' | 'retry_all';
  readonly command: keyof typeof COMMAND_WORDS | 'edit';
  readonly label: string;
  readonly busyLabel: string;
  readonly look: ButtonLook;
  readonly confirm: Confirmation | null;
}

/** The most useful first. */
export function actionsOf(mission: Mission): ActionView[] {
  return allowedCommands(mission).flatMap((command): ActionView[] => {
    switch (command) {
      case 'edit':
        return [
          { key: 'edit', command, label: ACTIONS.edit, busyLabel: ACTIONS.saving, look: 'plain', confirm: 'edit' },
        ];
      case 'answer':
      case 'signal':
        // These have a panel of their own.
        return [];
      case 'approve':
      case 'execute':
      case 'resume':
        return [action(command, 'primary', null)];
      case 'pause':
        return [action(command, 'plain', null)];
      case 'cancel':
        return [cancelAction(mission)];
      case 'retry':
        return retryActions(mission);
      default:
        return assertNever(command);
    }
  });
}

function cancelAction(mission: Mission): ActionView {
  const plain = action('cancel', 'danger', cancelQuestion(mission));
  if (mission.status !== 'proposed') return plain;
  // Nobody has agreed to it yet: to end it is to say no.
  return { ...plain, label: ACTIONS.reject, busyLabel: ACTIONS.rejecting, confirm: 'reject' };
}

/** From where it stopped, and where there is something to begin with before that, from the first step. */
function retryActions(mission: Mission): ActionView[] {
  const plain = action('retry', 'primary', 'retry');
  const { completed_count: done } = mission.execution_record.progress_tracker;
  if (mission.status !== 'failed' || done === 0) return [plain];
  const first = { ...plain, label: ACTIONS.retry_failed };
  // The names of an external mission's earlier steps are gone, and the server begins with none of them.
  if (mission.external !== null && mission.plan_start > 0) return [first];
  return [first, { ...plain, key: 'retry_all', label: ACTIONS.retry_all, look: 'plain', confirm: 'retry_all' }];
}

function cancelQuestion(mission: Mission): Confirmation {
  const tracker = mission.execution_record.progress_tracker;
  if (tracker.start_time === null) return 'cancel_idle';
  const isFirst = tracker.completed_count === 0;
  if (mission.status === 'in_progress' && tracker.current_step?.status === 'running') {
    return isFirst ? 'cancel_first_step' : 'cancel_running';
  }
  return isFirst ? 'cancel_begun' : 'cancel_between';
}

function action(command: keyof typeof COMMAND_WORDS, look: ButtonLook, confirm: Confirmation | null): ActionView {
  const { label, busy } = COMMAND_WORDS[command];
  return { key: command, command, label, busyLabel: busy, look, confirm };
}
