import { useEffect, useState } from 'react';
import { knownLabels, recallLabels } from '../../missions/list/labels.ts';
import { session } from '../../session.ts';
import { useStore } from '../../store.ts';
import { askWebhooks } from './useWebhooks.ts';
import { offeredTypes } from './webhookDraft.ts';

/** The types of missions that a webhook may be narrowed to; the server's own as soon as it has told them. */
export function useOfferedTypes(): readonly string[] {
  const { uid } = useStore(session);
  const { types: seen } = useStore(knownLabels);
  const [run, setRun] = useState<readonly string[] | null>(null);
  useEffect(() => {
    if (uid !== null) recallLabels(uid);
  }, [uid]);
  useEffect(() => {
    let isOver = false;
    // Without an answer the form is whole: it offers what this device knows, and the server judges what is sent.
    void askWebhooks((calls) => calls.types()).then((answer) => {
      if (!isOver && answer.kind === 'ok') setRun(answer.data);
    });
    return () => {
      isOver = true;
    };
  }, []);
  return offeredTypes(run, seen);
}
