import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ACCOUNT } from '../../words/account.ts';

interface TakenProps {
  readonly isGuest: boolean;
  readonly onSwitch: () => void;
  readonly onClose: () => void;
}

/** The account that was chosen has missions of its own, and two accounts can't be made one. */
export function TakenDialog({ isGuest, onSwitch, onClose }: TakenProps) {
  return (
    <ConfirmDialog
      title={ACCOUNT.taken_title}
      text={isGuest ? ACCOUNT.taken_note : ACCOUNT.taken_other}
      confirm={ACCOUNT.taken_switch}
      keep={ACCOUNT.taken_keep}
      onConfirm={onSwitch}
      onClose={onClose}
    />
  );
}
