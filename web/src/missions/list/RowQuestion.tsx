import { Suspense } from 'react';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { ErrorBoundary } from '../../shell/ErrorBoundary.tsx';
import { lazyPart } from '../../shell/lazyPart.ts';
import { useStore } from '../../store.ts';
import { actionsOf } from '../actionViews.ts';
import { useCommand } from '../commands.ts';
import { Asking } from '../MissionActions.tsx';
import { useMission } from '../useMission.ts';
import type { ListRow } from './listRows.ts';
import { type RowQuestion as Question, rowQuestion } from './rowStores.ts';

const DeleteDialog = lazyPart(() => import('../DeleteDialog.tsx'));
const EditMissionDialog = lazyPart(() => import('../EditMissionDialog.tsx'));

/** What a row's menu asks before it does something: the mission page's own question. */
export function RowQuestion({ rows }: { readonly rows: readonly ListRow[] }) {
  const question = useStore(rowQuestion);
  if (question === null) return null;
  const mission = rows.find(({ id }) => id === question.id)?.mission ?? null;
  return mission === null ? <AskedOfOlder {...question} /> : <Asked mission={mission} asked={question.key} />;
}

function AskedOfOlder({ id, key: asked }: Question) {
  const { live } = useMission(id);
  return live.state === 'ready' ? <Asked mission={live.data} asked={asked} /> : null;
}

function Asked({ mission, asked }: { readonly mission: Mission; readonly asked: Question['key'] }) {
  const { problem } = useCommand(mission);
  const close = (): void => rowQuestion.set(null);
  if (asked === 'delete') {
    return (
      <ErrorBoundary>
        <Suspense fallback={null}>
          <DeleteDialog mission={mission} onClose={close} />
        </Suspense>
      </ErrorBoundary>
    );
  }
  if (asked === 'edit') {
    return (
      <ErrorBoundary>
        <Suspense fallback={null}>
          <EditMissionDialog mission={mission} problem={problem} onClose={close} />
        </Suspense>
      </ErrorBoundary>
    );
  }
  // It goes when there is nothing left to ask.
  const action = actionsOf(mission).find(({ key }) => key === asked);
  return action === undefined ? null : <Asking mission={mission} action={action} onClose={close} />;
}
