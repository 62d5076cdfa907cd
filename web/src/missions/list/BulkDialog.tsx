import { useId } from 'react';
import { useFreshness } from '../../shell/useFreshness.ts';
import { useStore } from '../../store.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import type { BulkCommand } from '../../words/listTools.ts';
import { OFFLINE_REASON } from '../../words/shared.ts';
import { bulkQuestion, doable } from './bulkView.ts';
import { picked } from './selection.ts';
import { startBulk } from './startBulk.ts';

/** Stands before a command to many. Its numbers follow the missions: what ends meanwhile is no longer counted. */
export default function BulkDialog({
  command,
  onClose,
}: {
  readonly command: BulkCommand;
  readonly onClose: () => void;
}) {
  const id = useId();
  const picks = useStore(picked);
  const isOffline = useFreshness().isCutOff;
  const asked = bulkQuestion(command, picks);
  return (
    <Dialog labelledBy={`${id}-title`} describedBy={`${id}-text`} onClose={onClose}>
      <h2 id={`${id}-title`} className="text-lg font-semibold">
        {asked.title}
      </h2>
      <ul className="mt-3 list-disc space-y-1 pl-5">
        {asked.names.map((name, index) => (
          <li key={`${index} ${name}`} className="wrap-any">
            {name}
          </li>
        ))}
      </ul>
      {asked.more !== '' && <p className="mt-1 pl-5">{asked.more}</p>}
      {asked.leftOut !== '' && <p className="mt-3 text-muted">{asked.leftOut}</p>}
      <p id={`${id}-text`} className="mt-3 text-muted">
        {asked.text}
      </p>
      <div className="mt-6 flex flex-wrap justify-end gap-3">
        <Button onClick={onClose}>{asked.keep}</Button>
        <Button
          look={command === 'retry' ? 'primary' : 'danger'}
          blocked={isOffline ? OFFLINE_REASON : asked.blocked}
          onClick={() => {
            onClose();
            startBulk(command, doable(command, picks));
          }}
        >
          {asked.confirm}
        </Button>
      </div>
    </Dialog>
  );
}
