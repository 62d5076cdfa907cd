import { useEffect, useRef } from 'react';
import type { NewKeyAnswer } from '../../../../functions/src/schema/apiKey.ts';
import { Button } from '../../ui/Button.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { NEW_KEY_WORDS } from '../../words/keys.ts';
import { KEY_VARIABLE, keyCommand } from './keyCommand.ts';

/** The one time that a key is shown. In the page and not in a dialog: a click beside that would lose the key. */
export function NewKeyNotice({ made, onDone }: { readonly made: NewKeyAnswer; readonly onDone: () => void }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <Notice ref={ref} tone="waiting" title={NEW_KEY_WORDS.title(made.name)}>
      <div className="mt-2 flex items-center gap-2 rounded-lg border border-line bg-bg pl-3">
        <code data-new-key className="min-w-0 flex-1 py-2 font-mono text-[0.8125rem] wrap-any">
          {made.key}
        </code>
        <CopyButton text={made.key} label={NEW_KEY_WORDS.copy} />
      </div>
      <p className="mt-2 text-muted">
        {NEW_KEY_WORDS.text_before_variable}
        <code className="font-mono text-[0.8125rem]">{KEY_VARIABLE}</code>
        {NEW_KEY_WORDS.text_after_variable}
      </p>
      <div className="mt-3">
        <CommandLine title={NEW_KEY_WORDS.try_it} command={keyCommand(made.key, location.origin)} />
      </div>
      <Button className="mt-3" onClick={onDone}>
        {NEW_KEY_WORDS.done}
      </Button>
    </Notice>
  );
}
