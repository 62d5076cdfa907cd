import { useStore } from '../store.ts';
import { KEYBOARD } from '../words/keyboard.ts';
import { setSingleKeys, singleKeys } from './keys.ts';

/** Turns shortcuts of single letters off and on (WCAG 2.1.4). */
export function SingleKeysSwitch() {
  const isOn = useStore(singleKeys);
  return (
    <label className="flex min-h-11 items-center gap-3">
      <input
        type="checkbox"
        className="size-5 shrink-0 accent-accent"
        checked={isOn}
        onChange={() => setSingleKeys(!isOn)}
      />
      <span>
        {KEYBOARD.single}
        <span className="block text-sm text-muted">{KEYBOARD.single_hint}</span>
      </span>
    </label>
  );
}
