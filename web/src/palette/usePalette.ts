import { useState } from 'react';
import { session } from '../session.ts';
import { commandSources } from '../shell/pageCommands.ts';
import { readStored, writeStored } from '../storage.ts';
import { useStore } from '../store.ts';
import { type DoableEntry, missionEntries, standingEntries, TYPED, typedEntries } from './paletteEntries.ts';
import { foundIn, placeIn, withRecent } from './paletteView.ts';
import { usePaletteMissions } from './usePaletteMissions.ts';

/** What was taken lately is kept per user, and goes when they sign out. */
const recentKey = (uid: string) => `ui.recent:${uid}`;

function readRecent(uid: string | null): string[] {
  const stored = uid === null ? null : readStored(recentKey(uid));
  return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
}

/** What the palette shows for what is typed, and which entry is next to be taken. */
export function usePalette(early: string) {
  const who = useStore(session);
  const [typed, setTyped] = useState(early);
  const [chosen, setChosen] = useState<string | null>(null);
  const here = useStore(commandSources).flatMap((ask) => ask());
  const [recent] = useState(() => readRecent(who.uid));
  const { known, found, search } = usePaletteMissions(typed);
  const knownIds = new Set(known.map((mission) => mission.mission_id));
  const entries = [
    ...standingEntries(who, here),
    ...missionEntries(known, false),
    ...missionEntries(
      found.filter((mission) => !knownIds.has(mission.mission_id)),
      true,
    ),
    ...(who.phase === 'out' ? [] : typedEntries(typed)),
  ];
  const groups = foundIn(entries, typed, recent);
  const shown = groups.flatMap((group) => group.found.map(({ entry }) => entry));
  const at = placeIn(shown, chosen);
  // What leads on with the typed words is no match of them.
  const count = shown.filter(({ id }) => !id.startsWith(TYPED)).length;
  return {
    typed,
    search,
    groups,
    /** How many are shown, and how many of them are called so. */
    shownCount: shown.length,
    count,
    active: shown[at] ?? null,
    type(text: string) {
      setTyped(text);
      setChosen(null);
    },
    /** Up and down, and round. */
    move(by: number) {
      setChosen(shown.at((at + by) % shown.length)?.id ?? null);
    },
    pointAt: (entry: DoableEntry) => setChosen(entry.id),
    remember(entry: DoableEntry) {
      const isLasting = entry.group !== 'here' && !entry.id.startsWith(TYPED);
      if (who.uid !== null && isLasting) writeStored(recentKey(who.uid), withRecent(recent, entry.id));
    },
  };
}
