import { useEffect, useRef } from 'react';
import type { NewKeyAnswer } from '../../../../functions/src/schema/apiKey.ts';
import { Button } from '../../ui/Button.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** The one time that a key is shown. In the page and not in a dialog: a click beside that would lose the key. */
export function NewKeyNotice({ made, onDone }: { readonly made: NewKeyAnswer; readonly onDone: () => void }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <Notice ref={ref} tone="waiting" title={`Copy the key “${made.name}” now: it is not shown again.`}>
      <div className="mt-2 flex items-center gap-2 rounded-lg border border-line bg-bg pl-3">
        <code data-new-key className="min-w-0 flex-1 py-2 font-mono text-[0.8125rem] wrap-any">
          {made.key}
        </code>
        <CopyButton text={made.key} label="Copy the key" />
      </div>
      <p className="mt-2 text-muted">
        Only a hash of it is kept. Put it where your program finds it, such as the environment variable{' '}
        <code className="font-mono text-[0.8125rem]">MISSION_PROGRESS_KEY</code>, and not into code.
      </p>
      <div className="mt-3">
        <CommandLine
          title="Try it"
          command={`curl ${location.origin}/missions -H "Authorization: Bearer $MISSION_PROGRESS_KEY"`}
        />
      </div>
      <Button className="mt-3" onClick={onDone}>
        I have copied it
      </Button>
    </Notice>
  );
}
