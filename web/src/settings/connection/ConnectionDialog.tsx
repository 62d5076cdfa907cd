import { X } from 'lucide-react';
import { Dialog } from '../../ui/Dialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { PANEL_WORDS } from '../../words/connectionPanel.ts';
import { ConnectionPanel } from './ConnectionPanel.tsx';

/** The panel over the page whose connection it is about. */
export default function ConnectionDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog labelledBy="connection-dialog" look="wide" onClose={onClose}>
      <div className="mb-4 flex items-center justify-between gap-3">
        <h2 id="connection-dialog" className="text-lg font-semibold">
          {PANEL_WORDS.title}
        </h2>
        <IconButton icon={X} label={PANEL_WORDS.close} onClick={onClose} />
      </div>
      <ConnectionPanel />
    </Dialog>
  );
}
