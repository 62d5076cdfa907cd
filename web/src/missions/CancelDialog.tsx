import { CANCEL_DIALOG, REJECT_DIALOG } from '../words/actions.ts';
import type { Confirmation } from './actionViews.ts';
import { sendCommands } from './commands.ts';
import ReasonDialog from './ReasonDialog.tsx';

/** As many characters as the API takes. */
const MOST = 500;

interface Props {
  readonly id: string;
  readonly question: Exclude<Confirmation, 'edit' | 'retry' | 'retry_all'>;
  readonly onClose: () => void;
}

/** Asks before a mission is ended, and why. What is proposed is rejected, anything else cancelled. */
export default function CancelDialog({ id, question, onClose }: Props) {
  const isReject = question === 'reject';
  const words = isReject ? REJECT_DIALOG : { ...CANCEL_DIALOG, text: CANCEL_DIALOG[question] };
  return (
    <ReasonDialog
      title={words.title}
      text={words.text}
      confirm={words.confirm}
      keep={words.keep}
      most={MOST}
      onClose={onClose}
      onConfirm={(reason) => {
        onClose();
        void sendCommands(id, [{ command: 'cancel', ...(reason === '' ? {} : { body: { reason } }) }]);
      }}
    />
  );
}
