import { useEffect } from 'react';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import { notices, permissionNow } from './notices.ts';

/** Listens for what is worth a notification while they are switched on. In a part of its own: most devices have them off. */
export function useNotifier(): void {
  const { phase, uid } = useStore(session);
  const { isOn } = useStore(notices);
  useEffect(() => {
    if (!isOn || phase !== 'in' || permissionNow() !== 'granted') return;
    let stop: (() => void) | null = null;
    let isOver = false;
    import('./notifier.ts').then(
      ({ startNotifier }) => {
        if (!isOver) stop = startNotifier(uid);
      },
      // Not on this device yet, and offline: the next load begins with it.
      () => undefined,
    );
    return () => {
      isOver = true;
      stop?.();
    };
  }, [isOn, phase, uid]);
}
