import type { Kept } from '../useKeptDraft.ts';
import { KEPT } from '../words/forms.ts';
import { announce } from './announcer.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';
import { once } from './once.ts';

/** Says that the fields have what was left behind, and empties them; then brings it back. One button, which keeps the focus. */
export function KeptNote({ kept: { note, startAfresh, bringBack } }: { readonly kept: Kept }) {
  if (note === null) return null;
  const isCleared = note === 'cleared';
  const turn = (): void => {
    announce('kept', isCleared ? KEPT.back : KEPT.cleared);
    (isCleared ? bringBack : startAfresh)();
  };
  return (
    <Notice tone="queued" actions={<Button onClick={once(turn)}>{isCleared ? KEPT.undo : KEPT.afresh}</Button>}>
      {isCleared ? KEPT.cleared : KEPT.back}
    </Notice>
  );
}
