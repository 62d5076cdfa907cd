import { Download, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useStore } from '../store.ts';
import { Button } from '../ui/Button.tsx';
import { INSTALL_WORDS, UPDATE_WORDS } from '../words/offline.ts';
import { install, installOffer } from './installing.ts';
import { newVersion } from './newVersion.ts';

/** Says that a newer build waits. A card over a corner: a bar in the flow would move what is being read. */
export function NewVersion() {
  const isThere = useStore(newVersion);
  const [isLater, setLater] = useState(false);
  if (!isThere || isLater) return null;
  return (
    <aside
      aria-label={UPDATE_WORDS.title}
      data-new-version
      className="fixed inset-x-3 bottom-[max(0.75rem,env(safe-area-inset-bottom))] z-20 rounded-xl border border-line bg-bg p-4 shadow-[0_12px_32px_var(--shadow)] sm:left-auto sm:w-80"
    >
      <p className="font-semibold">{UPDATE_WORDS.title}</p>
      <p className="text-sm text-muted">{UPDATE_WORDS.note}</p>
      <div className="mt-3 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={() => setLater(true)}>
          {UPDATE_WORDS.later}
        </Button>
        {/* The worker on duty gives way to the newer one when a page is loaded: nothing else is needed. */}
        <Button look="primary" onClick={() => location.reload()}>
          <RefreshCw className="size-4" aria-hidden />
          {UPDATE_WORDS.reload}
        </Button>
      </div>
    </aside>
  );
}

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
