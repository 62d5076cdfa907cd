import { useEffect, useState } from 'react';
import type { KnownMission } from '../firebaseKnown.ts';
import { loadData } from '../loadData.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';

/** From the last letter on. Shorter asks the server for words that are not yet whole. */
const ASK_AFTER_MS = 250;
const MIN_LETTERS = 2;

/** How far the server has looked. */
export type Search = 'idle' | 'searching' | 'done' | 'failed';

/**
 * The newest missions that this device knows (no read), and those that the server finds by the words that were typed (a
 * read for each mission that it looks at), asked for once the typing rests.
 */
export function usePaletteMissions(typed: string) {
  const [known, setKnown] = useState<readonly KnownMission[]>([]);
  const [found, setFound] = useState<{ text: string; missions: readonly KnownMission[] }>({ text: '', missions: [] });
  const [search, setSearch] = useState<Search>('idle');
  const { uid, phase } = useStore(session);
  const text = typed.trim();
  const isAsked = phase === 'in' && text.replaceAll(/[^\p{L}\p{N}]/gu, '').length >= MIN_LETTERS;

  useEffect(() => {
    if (uid === null) return;
    // Without its cache the palette finds by the server alone, and says so if that fails too.
    loadData()
      .then((data) => data.knownMissions(uid))
      .then(setKnown, () => undefined);
  }, [uid]);

  useEffect(() => {
    if (!isAsked) return setSearch('idle');
    let isOver = false;
    setSearch('searching');
    const look = async (): Promise<void> => {
      const missions = await foundBy(text);
      if (isOver) return;
      setSearch(missions === null ? 'failed' : 'done');
      if (missions !== null) setFound({ text, missions });
    };
    const timer = setTimeout(() => void look(), ASK_AFTER_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [text, isAsked]);

  return { known, found: found.text === text ? found.missions : [], search };
}

/** Null when the server did not answer. */
async function foundBy(text: string): Promise<readonly KnownMission[] | null> {
  try {
    const answer = await (await loadData()).findMissions(text);
    return answer.kind === 'ok' ? answer.data : null;
  } catch {
    return null;
  }
}
