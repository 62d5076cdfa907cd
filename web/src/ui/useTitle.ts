import { useEffect } from 'react';
import { PRODUCT } from '../words.ts';

/** The document's title while the caller is on screen. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === PRODUCT ? title : `${title} – ${PRODUCT}`;
  }, [title]);
}
