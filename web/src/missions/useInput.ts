import { useEffect, useEffectEvent, useState } from 'react';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import type { Trouble } from '../trouble.ts';
import { askedInput } from './askedInput.ts';

/** What a mission was asked beside its objective, as far as it is known. */
export type KnownInput =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly input: unknown }
  | { readonly state: 'failed'; readonly problem: Trouble };

/**
 * The input of `mission`. While a newer version of it is read, the one before stays: a form that is being filled in must
 * not go away.
 */
export function useInput(mission: Mission): KnownInput {
  const { mission_id: id, input_version: version } = mission;
  const [known, setKnown] = useState<KnownInput>({ state: 'loading' });
  const ask = useEffectEvent(() => askedInput(mission));
  useEffect(() => {
    if (version === 0) return;
    let isOver = false;
    void ask().then((answer) => {
      if (isOver) return;
      if (answer.kind === 'ok') setKnown({ state: 'ready', input: answer.data });
      else setKnown((before) => (before.state === 'ready' ? before : { state: 'failed', problem: answer.problem }));
    });
    return () => {
      isOver = true;
    };
  }, [id, version]);
  return version === 0 ? { state: 'ready', input: undefined } : known;
}
