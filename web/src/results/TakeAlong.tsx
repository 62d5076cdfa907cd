import {
  Braces,
  Copy,
  Download,
  FileText,
  Globe,
  Link2,
  type LucideIcon,
  Printer,
  RotateCw,
  Scale,
  SquarePen,
  Type,
} from 'lucide-react';
import { Suspense, useState } from 'react';
import { navigate } from 'wouter/use-browser-location';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import type { MissionResult } from '../../../functions/src/schema/result.ts';
import { ErrorBoundary } from '../shell/ErrorBoundary.tsx';
import { lazyPart } from '../shell/lazyPart.ts';
import { usePageCommands } from '../shell/pageCommands.ts';
import { useFreshness } from '../shell/useFreshness.ts';
import { PAGE_INCOMPLETE, type Trouble } from '../trouble.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { copyRich } from '../ui/copyRich.ts';
import { copyText } from '../ui/copyText.ts';
import { Menu } from '../ui/Menu.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import type { MenuItem } from '../ui/MenuPopover.tsx';
import { saveFile } from '../ui/saveFile.ts';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { RESULT_PAGE, TAKE_WORDS } from '../words/results.ts';
import { OFFLINE_REASON } from '../words/shared.ts';
import { compareHref } from './compare/comparePlace.ts';
import { documentOf, fileNameOf, jsonOf } from './resultDocument.ts';
import { fileHead } from './resultFacts.ts';
import { againRequestOf } from './runAgain.ts';

const DOWNLOAD_ID = 'result-download';

const RunAgainDialog = lazyPart(() => import('./RunAgainDialog.tsx'));

interface Props {
  readonly mission: Mission;
  readonly result: MissionResult;
}

/** How a result is taken along, and how one goes on from it. */
export function TakeAlong({ mission, result }: Props) {
  const [problem, setProblem] = useState<Trouble | null>(null);
  const [isAsking, setAsking] = useState(false);
  const { objective, status } = mission;
  const saveHtml = async (): Promise<void> => {
    const file = await loadFile();
    setProblem(file === null ? PAGE_INCOMPLETE : null);
    if (file === null) return;
    saveFile(fileNameOf(objective, result, 'html'), file.htmlFileOf(result, fileHead(mission, result)), 'text/html');
  };
  const downloads: MenuItem[] = [
    { key: 'html', label: TAKE_WORDS.html, icon: Globe, onSelect: () => void saveHtml() },
    {
      key: 'md',
      label: TAKE_WORDS.md,
      icon: FileText,
      onSelect: () => saveFile(fileNameOf(objective, result, 'md'), documentOf(result, objective), 'text/markdown'),
    },
    {
      key: 'json',
      label: TAKE_WORDS.json,
      icon: Braces,
      onSelect: () =>
        saveFile(fileNameOf(objective, result, 'json'), jsonOf(result, status !== 'completed'), 'application/json'),
    },
  ];
  return (
    <div className="mt-4 space-y-3 print:hidden">
      <div className="flex flex-wrap gap-2">
        <LabelledMenu label={TAKE_WORDS.copy} icon={Copy} items={copyItems(mission, result)} />
        <LabelledMenu id={DOWNLOAD_ID} label={TAKE_WORDS.download} icon={Download} items={downloads} />
        <Button onClick={() => print()}>
          <Printer className="size-4" aria-hidden />
          {RESULT_PAGE.print}
        </Button>
        <Menu label={TAKE_WORDS.more} items={useOnwardItems(mission, () => setAsking(true))} />
      </div>
      {problem !== null && <TroubleNotice problem={problem} />}
      {isAsking && (
        <ErrorBoundary>
          <Suspense fallback={null}>
            <RunAgainDialog mission={mission} onClose={() => setAsking(false)} />
          </Suspense>
        </ErrorBoundary>
      )}
    </div>
  );
}

/** What draws a report outside of the page. Null where that part of the page does not load. */
async function loadFile() {
  try {
    return await import('./resultFile.tsx');
  } catch {
    return null;
  }
}

interface LabelledMenuProps {
  readonly id?: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly items: readonly MenuItem[];
}

function LabelledMenu({ id, label, icon: Icon, items }: LabelledMenuProps) {
  return (
    <MenuButton id={id} label={label} isFaceText items={items} className={buttonClass('plain')}>
      <Icon className="size-4" aria-hidden />
      {label}
    </MenuButton>
  );
}

function copyItems(mission: Mission, result: MissionResult): MenuItem[] {
  const markdown = documentOf(result, mission.objective);
  const rich = async (): Promise<string> => {
    const { richTextOf } = await import('./resultFile.tsx');
    return richTextOf(result, fileHead(mission, result));
  };
  return [
    { key: 'rich', label: TAKE_WORDS.copy_rich, icon: Type, onSelect: () => void copyRich(rich(), markdown) },
    { key: 'md', label: TAKE_WORDS.copy_markdown, icon: FileText, onSelect: () => void copyText(markdown) },
  ];
}

/** What a result leads on to. From the palette too, where a name that was typed only asks or leads somewhere. */
function useOnwardItems(mission: Mission, onAgain: () => void): MenuItem[] {
  const isOffline = useFreshness().isCutOff;
  const id = mission.mission_id;
  const unknown = againRequestOf(mission) === null ? TAKE_WORDS.again_blocked : null;
  usePageCommands([
    { id: 'compare', label: TAKE_WORDS.compare, act: () => navigate(compareHref(id)) },
    ...(isOffline || unknown !== null ? [] : [{ id: 'again', label: TAKE_WORDS.again, act: onAgain }]),
    { id: 'download', label: TAKE_WORDS.download, act: () => document.getElementById(DOWNLOAD_ID)?.focus() },
  ]);
  return [
    { key: 'compare', label: TAKE_WORDS.compare, icon: Scale, href: compareHref(id) },
    {
      key: 'again',
      label: TAKE_WORDS.again,
      icon: RotateCw,
      blocked: isOffline ? OFFLINE_REASON : unknown,
      onSelect: onAgain,
    },
    { key: 'edit', label: TAKE_WORDS.edit, icon: SquarePen, href: `/new?from=${id}` },
    {
      key: 'link',
      label: TAKE_WORDS.link,
      icon: Link2,
      onSelect: () => void copyText(`${location.origin}/results/${id}`),
    },
  ];
}
