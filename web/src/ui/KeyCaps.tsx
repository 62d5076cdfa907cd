import { Fragment } from 'react';
import { KEYS_IN_TURN } from '../words/shared.ts';
import { hasCommandKey, isChord, keyCaps } from './keyNames.ts';

/** A combination of the key map, drawn as keys. */
export function KeyCaps({ keys }: { readonly keys: string }) {
  const caps = keyCaps(keys, hasCommandKey());
  return (
    <span className="inline-flex shrink-0 items-center gap-1">
      {caps.map((cap, index) => (
        <Fragment key={cap}>
          {index > 0 && !isChord(keys) && <span className="text-xs text-muted">{KEYS_IN_TURN}</span>}
          <kbd className="rounded-md border border-line bg-surface px-1.5 font-mono text-[0.8125rem] leading-5">
            {cap}
          </kbd>
        </Fragment>
      ))}
    </span>
  );
}
