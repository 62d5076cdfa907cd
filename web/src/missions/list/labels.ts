import { createStore } from '../../store.ts';
import type { ListRow } from './listRows.ts';

/** The types and tags that were seen on missions since the page was opened: what the menus offer. */
export const knownLabels = createStore<{ readonly types: readonly string[]; readonly tags: readonly string[] }>({
  types: [],
  tags: [],
});

export function learnLabels(rows: readonly ListRow[]): void {
  const { types, tags } = knownLabels.get();
  const newTypes = merged(
    types,
    rows.map((row) => row.type),
  );
  const newTags = merged(
    tags,
    rows.flatMap((row) => row.digest.tags),
  );
  if (newTypes !== types || newTags !== tags) knownLabels.set({ types: newTypes, tags: newTags });
}

/** `known` itself where nothing is new. */
function merged(known: readonly string[], seen: readonly string[]): readonly string[] {
  const all = new Set([...known, ...seen]);
  return all.size === known.length ? known : [...all].toSorted((one, other) => one.localeCompare(other));
}
