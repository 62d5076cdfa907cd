import { useEffect, useState } from 'react';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { loadData } from '../../loadData.ts';
import { session } from '../../session.ts';
import { useStore } from '../../store.ts';

const NONE: readonly Mission[] = [];

/** What this device knows of the owner's newest missions, to take tags and templates from. Null until that is known. */
export function useRecent(): readonly Mission[] | null {
  const { uid } = useStore(session);
  const [recent, setRecent] = useState<readonly Mission[] | null>(null);
  useEffect(() => {
    if (uid === null) return;
    let isOver = false;
    const tell = (found: readonly Mission[]): void => {
      if (!isOver) setRecent(found);
    };
    // Without them the form is whole: there is only nothing to offer.
    loadData()
      .then((data) => data.knownMissions(uid))
      .then(tell, () => tell(NONE));
    return () => {
      isOver = true;
    };
  }, [uid]);
  return recent;
}
