import { useEffect, useRef } from 'react';

/** Gives the focus to the element of an id, after what has it is drawn. */
export function useFocusOn(): (id: string) => void {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    document.getElementById(wanted.current)?.focus();
    wanted.current = null;
  });
  return (id) => {
    wanted.current = id;
  };
}
