import { useState } from 'react';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { loadData } from '../loadData.ts';
import { useFreshness } from '../shell/useFreshness.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../trouble.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { DELETE_DIALOG } from '../words/actions.ts';
import { OFFLINE_REASON } from '../words/shared.ts';
import { deletedParts } from './deleteView.ts';
import { tellRemoved } from './list/removed.ts';

/** Stands before a deletion, and stays until it is done: what is gone can't be shown as going. */
export default function DeleteDialog({
  mission,
  onClose,
}: {
  readonly mission: Mission;
  readonly onClose: () => void;
}) {
  const { isBusy, problem, remove } = useDeletion(mission.mission_id, onClose);
  const isOffline = useFreshness().isCutOff;
  return (
    <Dialog labelledBy="delete-title" describedBy="delete-text" onClose={onClose}>
      <h2 id="delete-title" className="text-lg font-semibold">
        {DELETE_DIALOG.title}
      </h2>
      <p id="delete-text" className="mt-2 text-muted">
        {DELETE_DIALOG.text(deletedParts(mission))}
      </p>
      {problem !== null && (
        <div className="mt-4">
          <TroubleNotice problem={problem} />
        </div>
      )}
      <div className="mt-6 flex flex-wrap justify-end gap-3 max-sm:*:flex-1">
        <Button onClick={onClose}>{DELETE_DIALOG.keep}</Button>
        <Button look="danger" isBusy={isBusy} blocked={isOffline ? OFFLINE_REASON : null} onClick={() => void remove()}>
          {isBusy ? DELETE_DIALOG.busy : DELETE_DIALOG.confirm}
        </Button>
      </div>
    </Dialog>
  );
}

function useDeletion(id: string, onDone: () => void) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Trouble | null>(null);
  const remove = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const trouble = await removed(id);
    setBusy(false);
    setProblem(trouble);
    if (trouble !== null) return;
    onDone();
    tellRemoved(id);
  };
  return { isBusy, problem, remove };
}

/** Null once it is gone, also where an earlier call did it whose answer was lost. */
async function removed(id: string): Promise<Trouble | null> {
  try {
    const data = await loadData();
    const answer = await data.listCalls.remove(id);
    const isGone = answer.kind === 'ok' || answer.problem.code === 'mission_not_found';
    return isGone ? null : answer.problem;
  } catch {
    return PAGE_INCOMPLETE;
  }
}
