import { useEffect } from 'react';
import { useStore } from '../store.ts';
import { PRODUCT } from '../words/shared.ts';
import { needing, titleWith } from './needing.ts';

/** The document's title while the caller is on screen. */
export function useTitle(title: string): void {
  const known = useStore(needing);
  useEffect(() => {
    const whole = title === PRODUCT ? title : `${title} – ${PRODUCT}`;
    document.title = titleWith(known, whole);
  }, [title, known]);
}
