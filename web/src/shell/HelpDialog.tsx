import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { KeyList } from '../ui/KeyList.tsx';
import { SingleKeysSwitch } from '../ui/SingleKeysSwitch.tsx';
import { KEYBOARD } from '../words/keyboard.ts';

/** All keys, and the switch that turns single letters off. In a part of its own: few readers open it. */
export default function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog labelledBy="help-title" onClose={onClose}>
      <h2 id="help-title" className="text-lg font-semibold">
        {KEYBOARD.title}
      </h2>
      {/* First, for it has the focus: below the list the dialog would open scrolled to its end. */}
      <div className="mt-3 mb-4">
        <SingleKeysSwitch />
      </div>
      <KeyList />
      <div className="mt-4 flex justify-end">
        <Button onClick={onClose}>{KEYBOARD.close}</Button>
      </div>
    </Dialog>
  );
}
