import { useState } from 'react';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { loadData } from '../loadData.ts';
import { useFreshness } from '../shell/useFreshness.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../trouble.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
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
    <ConfirmDialog
      {...DELETE_DIALOG}
      text={DELETE_DIALOG.text(deletedParts(mission))}
      isBusy={isBusy}
      blocked={isOffline ? OFFLINE_REASON : null}
      problem={problem}
      onConfirm={() => void remove()}
      onClose={onClose}
    />
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
