import { type RefObject, type SyntheticEvent, useLayoutEffect, useRef } from 'react';

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

/** For a modal that is left through `onLeave` alone, however that is asked for: whoever answers takes it away, or not. */
export function leftBy(onLeave: () => void) {
  return {
    onCancel: (event: SyntheticEvent<HTMLDialogElement>): void => {
      if (event.target !== event.currentTarget) return;
      event.preventDefault();
      onLeave();
    },
    onClose: (event: SyntheticEvent<HTMLDialogElement>): void => {
      // Browsers let nobody refuse a second Escape without a press or a letter in between: it is opened again, and asks.
      const dialog = event.currentTarget;
      if (event.target !== dialog || dialog.open || !dialog.isConnected) return;
      dialog.showModal();
      onLeave();
    },
  };
}
