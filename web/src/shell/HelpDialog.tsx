import { useEffect, useRef } from 'react';
import { useStore } from '../store.ts';
import { Button } from '../ui/Button.tsx';
import { setSingleKeys, singleKeys } from '../ui/keys.ts';

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['n'], 'New mission'],
  [['/'], 'Search the missions'],
  [['g', 'm'], 'Go to the missions'],
  [['?'], 'This list'],
  [['Esc'], 'Close'],
];

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const ref = useRef<HTMLDialogElement>(null);
  const isOn = useStore(singleKeys);
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby="help-title"
      closedby="any"
      onClose={onClose}
      className="m-auto w-[min(26rem,calc(100vw-2rem))] rounded-2xl border border-line bg-bg p-6 text-text shadow-[0_16px_48px_var(--shadow)]"
    >
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
    </dialog>
  );
}
