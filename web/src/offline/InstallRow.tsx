import { Download } from 'lucide-react';
import { useStore } from '../store.ts';
import { INSTALL_WORDS } from '../words/offline.ts';
import { install, installOffer } from './installing.ts';

/** A row of the menu, while the browser offers to install the page. */
export function InstallRow({ className, menu }: { readonly className: string; readonly menu: string }) {
  const offer = useStore(installOffer);
  if (offer === null) return null;
  return (
    <button type="button" className={className} popoverTarget={menu} popoverTargetAction="hide" onClick={install}>
      <Download className="size-4 text-muted" aria-hidden />
      {INSTALL_WORDS.install}
    </button>
  );
}
