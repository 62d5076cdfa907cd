import { Button } from '../ui/Button.tsx';
import { beginHere } from '../ui/beginHere.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { KeyList } from '../ui/KeyList.tsx';
import { SingleKeysSwitch } from '../ui/SingleKeysSwitch.tsx';
import { KEYBOARD } from '../words/keyboard.ts';

/** All keys, and the switch that turns single letters off. In a part of its own: few readers open it. */
export default function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog labelledBy="help-title" onClose={onClose}>
      {/* The focus begins here: on the switch below a key that is meant to scroll would turn all the others off. */}
      <h2 id="help-title" tabIndex={-1} ref={beginHere} className="text-lg font-semibold outline-none">
        {KEYBOARD.title}
      </h2>
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
