import { Copy, Download, Files, Link2, RotateCw, SquareTerminal, Trash2 } from 'lucide-react';
import { Suspense, useState } from 'react';
import { isOver } from '../../../functions/src/core/allowed.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { againRequestOf } from '../results/runAgain.ts';
import { session } from '../session.ts';
import { ErrorBoundary } from '../shell/ErrorBoundary.tsx';
import { lazyPart } from '../shell/lazyPart.ts';
import { useFreshness } from '../shell/useFreshness.ts';
import { useStore } from '../store.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../trouble.ts';
import { copyText } from '../ui/copyText.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { useKeyHint } from '../ui/keys.ts';
import { Menu } from '../ui/Menu.tsx';
import type { MenuItem } from '../ui/MenuPopover.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { toast } from '../ui/toast.ts';
import { MENU } from '../words/actions.ts';
import { OFFLINE_REASON } from '../words/shared.ts';
import { progressCommand } from './apiCommands.ts';

const DeleteDialog = lazyPart(() => import('./DeleteDialog.tsx'));
const RunAgainDialog = lazyPart(() => import('../results/RunAgainDialog.tsx'));

/** By which its key finds it. */
export const MENU_ID = 'mission-menu';

/** What can be done with a mission whatever its status. */
export function MissionMenu({ mission }: { readonly mission: Mission }) {
  const [asking, setAsking] = useState<'again' | 'delete' | null>(null);
  const [problem, setProblem] = useState<Trouble | null>(null);
  const shortcut = useKeyHint('mission', 'menu');
  const items = useItems(mission, setAsking, setProblem);
  const close = () => setAsking(null);
  return (
    <>
      <Menu id={MENU_ID} shortcut={shortcut} label={MENU.label} items={items} />
      {asking !== null && (
        <ErrorBoundary>
          <Suspense fallback={null}>
            {asking === 'delete' ? (
              <DeleteDialog mission={mission} onClose={close} />
            ) : (
              <RunAgainDialog mission={mission} onClose={close} />
            )}
          </Suspense>
        </ErrorBoundary>
      )}
      {problem !== null && (
        <Dialog labelledBy="menu-problem" onClose={() => setProblem(null)}>
          <h2 id="menu-problem" className="mb-4 text-lg font-semibold">
            {MENU.export}
          </h2>
          <TroubleNotice problem={problem} />
        </Dialog>
      )}
    </>
  );
}

function useItems(
  mission: Mission,
  ask: (question: 'again' | 'delete') => void,
  onProblem: (problem: Trouble | null) => void,
): MenuItem[] {
  const who = useStore(session);
  const isOffline = useFreshness().isCutOff;
  const id = mission.mission_id;
  const isLocal = who.phase === 'in' && who.isLocal;
  const offline = isOffline ? OFFLINE_REASON : null;
  return [
    { key: 'duplicate', label: MENU.duplicate, icon: Files, href: `/new?from=${id}` },
    ...(mission.status === 'completed' ? [againItem(mission, offline, () => ask('again'))] : []),
    {
      key: 'export',
      label: MENU.export,
      icon: Download,
      blocked: offline,
      onSelect: () => void download(id).then(onProblem),
    },
    { key: 'copy-id', label: MENU.copy_id, icon: Copy, onSelect: () => void copyText(id) },
    {
      key: 'copy-link',
      label: MENU.copy_link,
      icon: Link2,
      onSelect: () => void copyText(`${location.origin}/m/${id}`),
    },
    {
      key: 'copy-curl',
      label: MENU.copy_curl,
      icon: SquareTerminal,
      onSelect: () => void copyText(progressCommand(id, location.origin, isLocal)),
    },
    {
      key: 'delete',
      label: MENU.delete,
      icon: Trash2,
      isDanger: true,
      blocked: offline ?? (isOver(mission) ? null : MENU.delete_blocked),
      onSelect: () => ask('delete'),
    },
  ];
}

/** As on the page of its result. What ended otherwise is retried. */
function againItem(mission: Mission, offline: string | null, onSelect: () => void): MenuItem {
  const unknown = againRequestOf(mission) === null ? MENU.again_blocked : null;
  return { key: 'again', label: MENU.again, icon: RotateCw, blocked: offline ?? unknown, onSelect };
}

/** Saves all that is stored of a mission as a file. Returns what went wrong. */
async function download(id: string): Promise<Trouble | null> {
  const said = toast(MENU.exporting);
  const answer = await exported(id);
  said();
  if (answer.kind === 'problem') return answer.problem;
  const address = URL.createObjectURL(new Blob([JSON.stringify(answer.data, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `mission-${id}.json`;
  link.click();
  URL.revokeObjectURL(address);
  toast(answer.data.is_complete ? MENU.exported : MENU.export_partial);
  return null;
}

async function exported(id: string) {
  try {
    const { exportMission } = await import('./missionCalls.ts');
    return await exportMission(id);
  } catch {
    return { kind: 'problem', problem: PAGE_INCOMPLETE } as const;
  }
}
