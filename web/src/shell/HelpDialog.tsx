import { useStore } from '../store.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { KeyList } from '../ui/KeyList.tsx';
import { setSingleKeys, singleKeys } from '../ui/keys.ts';
import { KEYBOARD } from '../words/keyboard.ts';

/** All keys, and the switch that turns single letters off. In a part of its own: few readers open it. */
export default function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const isOn = useStore(singleKeys);
  return (
    <Dialog labelledBy="help-title" onClose={onClose}>
      <h2 id="help-title" className="text-lg font-semibold">
        {KEYBOARD.title}
      </h2>
      <div className="mt-4">
        <KeyList />
      </div>
      <label className="mt-4 flex min-h-11 items-center gap-3">
        <input type="checkbox" className="size-5 accent-accent" checked={isOn} onChange={() => setSingleKeys(!isOn)} />
        {KEYBOARD.single}
      </label>
      <div className="mt-4 flex justify-end">
        <Button onClick={onClose}>{KEYBOARD.close}</Button>
      </div>
    </Dialog>
  );
}
