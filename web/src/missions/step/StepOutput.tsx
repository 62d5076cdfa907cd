import { Download } from 'lucide-react';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { download } from '../../ui/download.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { STEP_DETAIL_WORDS } from '../../words/missionViews.ts';
import { JsonView } from './JsonView.tsx';
import { Part } from './StepPart.tsx';
import type { StepDetailView } from './stepDetailView.ts';

interface Props {
  readonly id: string;
  readonly view: StepDetailView;
  readonly output: unknown;
}

/** What a step left, to read and to take along. */
export default function StepOutput({ id, view, output }: Props) {
  if (output === null || output === undefined) {
    return (
      <Part title={STEP_DETAIL_WORDS.output}>
        <p className="text-sm text-muted">{STEP_DETAIL_WORDS.noOutput}</p>
      </Part>
    );
  }
  const text = JSON.stringify(output, null, 2);
  const file = `${id}-step-${view.index + 1}-attempt-${view.attempt}.json`;
  return (
    <Part
      title={STEP_DETAIL_WORDS.output}
      aside={
        <>
          <CopyButton text={text} label={STEP_DETAIL_WORDS.copyOutput} />
          <IconButton
            icon={Download}
            label={STEP_DETAIL_WORDS.download}
            onClick={() => download(file, 'application/json', text)}
          />
        </>
      }
    >
      <div className="rounded-lg bg-surface px-3 py-2 font-mono text-[0.8125rem]" data-output>
        <JsonView value={output} />
      </div>
    </Part>
  );
}
