import { createStore } from './store.ts';

/** For the panel: what keeps polls away from a server that is down, and why the last one brought nothing. */
export interface PollTrouble {
  readonly circuit: 'closed' | 'open' | 'half_open';
  readonly problem: string | null;
}

export const pollTrouble = createStore<PollTrouble>({ circuit: 'closed', problem: null });
