import { Suspense, useEffect, useState } from 'react';
import { lazyPart } from './lazyPart.ts';

const Palette = lazyPart(() => import('../palette/Palette.tsx'));

interface Props {
  readonly onHelp: () => void;
  readonly onClose: () => void;
}

/**
 * The palette, and until its part is loaded what is typed for it: nobody waits after Ctrl K, and letters that went to the
 * page would be shortcuts.
 */
export function PaletteOpener(props: Props) {
  const [early, setEarly] = useState('');
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (document.querySelector('dialog:modal') !== null || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.length !== 1) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      setEarly((text) => text + event.key);
    };
    document.addEventListener('keydown', hear, { capture: true });
    return () => document.removeEventListener('keydown', hear, { capture: true });
  }, []);
  return (
    <Suspense fallback={null}>
      <Palette {...props} early={early} />
    </Suspense>
  );
}
