import { useState } from 'react';
import { newMissionId } from '../../../client/src/missionId.ts';
import { countText, dollarsText } from '../../../client/src/words/amount.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { askedInput } from '../missions/askedInput.ts';
import { startMission } from '../missions/startMission.ts';
import { useFreshness } from '../shell/useFreshness.ts';
import type { Trouble } from '../trouble.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { AGAIN_DIALOG } from '../words/results.ts';
import { OFFLINE_REASON } from '../words/shared.ts';
import { againRequestOf } from './runAgain.ts';

interface Props {
  readonly mission: Mission;
  readonly onClose: () => void;
}

/** Asks before the same mission runs once more: it spends again. */
export default function RunAgainDialog({ mission, onClose }: Props) {
  // Of the question, not of the press: pressed twice it is one mission.
  const [id] = useState(newMissionId);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Trouble | null>(null);
  const isOffline = useFreshness().isCutOff;
  const { external, budget } = mission;
  const again = async (): Promise<Trouble | null> => {
    const input = await askedInput(mission);
    if (input.kind === 'problem') return input.problem;
    const request = againRequestOf(mission, input.data);
    // Its page opens, and takes the place of this one.
    if (request === null) return null;
    const answer = await startMission({ ...request, mission_id: id }, true);
    return answer.kind === 'problem' ? answer.problem : null;
  };
  const start = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    setProblem(await again());
    setBusy(false);
  };
  const limits = AGAIN_DIALOG.limits(countText(budget.max_pages), dollarsText(budget.max_cost_usd));
  return (
    <ConfirmDialog
      {...AGAIN_DIALOG}
      look="primary"
      text={external === null ? `${AGAIN_DIALOG.text} ${limits}` : AGAIN_DIALOG.text}
      isBusy={isBusy}
      blocked={isOffline ? OFFLINE_REASON : null}
      problem={problem}
      onConfirm={() => void start()}
      onClose={onClose}
    />
  );
}
