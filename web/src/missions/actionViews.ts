import { allowedCommands } from '../../../functions/src/core/allowed.ts';
import { assertNever } from '../../../functions/src/core/assertNever.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import type { ButtonLook } from '../ui/Button.tsx';
import { COMMAND_WORDS } from '../words.ts';

/** The dialog that stands before a command. */
export type Confirmation = 'cancel_idle' | 'cancel_first_step' | 'cancel_running' | 'retry';

/** Something that the owner may do now. */
export interface ActionView {
  readonly command: keyof typeof COMMAND_WORDS;
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
        // Editing has no screen yet; "Run again" prefills a new mission instead.
        return [];
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
        return [action(command, 'danger', cancelQuestion(mission))];
      case 'retry':
        return [action(command, 'primary', 'retry')];
      default:
        return assertNever(command);
    }
  });
}

function cancelQuestion(mission: Mission): Confirmation {
  const tracker = mission.execution_record.progress_tracker;
  if (tracker.start_time === null) return 'cancel_idle';
  return tracker.completed_count > 0 ? 'cancel_running' : 'cancel_first_step';
}

function action(command: ActionView['command'], look: ButtonLook, confirm: Confirmation | null): ActionView {
  const { label, busy } = COMMAND_WORDS[command];
  return { command, label, busyLabel: busy, look, confirm };
}
