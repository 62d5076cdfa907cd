import { loadData } from '../../loadData.ts';
import { createStore } from '../../store.ts';

interface Labels {
  readonly types: readonly string[];
  readonly tags: readonly string[];
}

/**
 * The types and tags of missions that this device knows or that were seen since the page was opened: what the menus offer.
 * It only grows, so that a filter takes no choice away.
 */
export const knownLabels = createStore<Labels>({ types: [], tags: [] });

interface Labelled {
  readonly type: string;
  readonly tags: readonly string[];
}

export function learnLabels(missions: readonly Labelled[]): void {
  const { types, tags } = knownLabels.get();
  const newTypes = merged(
    types,
    missions.map((mission) => mission.type),
  );
  const newTags = merged(
    tags,
    missions.flatMap((mission) => mission.tags),
  );
  if (newTypes !== types || newTags !== tags) knownLabels.set({ types: newTypes, tags: newTags });
}

/** Learns those of the missions on this device, so that a list which opens filtered offers the others too. No read. */
export function recallLabels(uid: string): void {
  loadData()
    .then((data) => data.knownMissions(uid))
    .then(learnLabels)
    .catch(() => {
      // Without them the menus are whole: they offer what the list shows, as it comes.
    });
}

/** The values that a menu offers, in their order; the chosen one is among them, known or not. */
export function choicesWith(known: readonly string[], chosen: string): readonly string[] {
  return merged(known, chosen === '' ? [] : [chosen]);
}

/** `known` itself where nothing is new. */
function merged(known: readonly string[], seen: readonly string[]): readonly string[] {
  const all = new Set([...known, ...seen]);
  return all.size === known.length ? known : [...all].toSorted((one, other) => one.localeCompare(other));
}
