import { type RefObject, useLayoutEffect, useRef } from 'react';

/** A dialog's element: opened as a modal when it is rendered, closed before it leaves the document, for one that is gone already gives the focus back to nobody. */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return ref;
}
