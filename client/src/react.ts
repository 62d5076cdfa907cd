import { useEffect, useState } from 'react';
import type { MissionProgress } from './client.ts';
import { MissionProgressError } from './errors.ts';
import type { FollowOptions, Update } from './follow.ts';

/**
 * A mission as a component shows it. `problem` of a `ready` one is what is being tried again while the last known
 * progress stands; a `failed` one is not followed any more.
 */
export type MissionState =
  | { readonly state: 'loading'; readonly problem: MissionProgressError | null }
  | ({ readonly state: 'ready'; readonly problem: MissionProgressError | null } & Update)
  | { readonly state: 'failed'; readonly problem: MissionProgressError };

const LOADING: MissionState = { state: 'loading', problem: null };

/**
 * Follows the mission `id` while the component is mounted and the page is visible; null follows nothing. Give it the
 * same client at every render: a new one begins anew.
 */
export function useMission(
  id: string | null,
  client: MissionProgress,
  sources?: FollowOptions['sources'],
): MissionState {
  const [shown, setShown] = useState<{ readonly id: string | null; readonly state: MissionState }>({
    id,
    state: LOADING,
  });
  // An array in the call is another one at every render.
  const ways = sources?.join();

  useEffect(() => {
    if (id === null) return;
    const following = client.follow(id, {
      sources: waysIn(ways),
      onProgress: (update) => setShown({ id, state: { state: 'ready', problem: null, ...update } }),
      onTrouble: (problem) => {
        setShown((before) => {
          const state = before.id === id && before.state.state !== 'failed' ? before.state : LOADING;
          return { id, state: { ...state, problem } };
        });
      },
    });
    const end = async (): Promise<void> => {
      for await (const _ of following) {
        // onProgress has told it.
      }
    };
    end().catch((error: unknown) => {
      if (!(error instanceof MissionProgressError)) throw error;
      setShown({ id, state: { state: 'failed', problem: error } });
    });
    return () => following.close();
  }, [id, client, ways]);

  // One mission's progress is never shown under another's name.
  return shown.id === id ? shown.state : LOADING;
}

function waysIn(ways: string | undefined): FollowOptions['sources'] {
  return ways?.split(',').filter((way) => way === 'snapshot' || way === 'stream');
}
