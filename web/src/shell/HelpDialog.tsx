import { useStore } from '../store.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { setSingleKeys, singleKeys } from '../ui/keys.ts';

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['n'], 'New mission'],
  [['/'], 'Search the missions'],
  [['g', 'm'], 'Go to the missions'],
  [['g', 's'], 'Go to the settings'],
  [['a'], 'On a mission: to what needs your answer'],
  [['c'], 'On a mission: cancel it (asks first)'],
  [['r'], 'On a mission: retry it (asks first)'],
  [['?'], 'This list'],
  [['Esc'], 'Close'],
];

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const isOn = useStore(singleKeys);
  return (
    <Dialog labelledBy="help-title" onClose={onClose}>
      <h2 id="help-title" className="text-lg font-semibold">
        Keyboard shortcuts
      </h2>
      <dl className="mt-4 divide-y divide-line">
        {KEYS.map(([keys, what]) => (
          <div key={what} className="flex items-center justify-between gap-4 py-2">
            <dt>{what}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <kbd key={key} className="rounded-md border border-line bg-surface px-2 py-0.5 font-mono text-sm">
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <label className="mt-4 flex min-h-11 items-center gap-3">
        <input type="checkbox" className="size-5 accent-accent" checked={isOn} onChange={() => setSingleKeys(!isOn)} />
        Single letters are shortcuts
      </label>
      <div className="mt-4 flex justify-end">
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}
