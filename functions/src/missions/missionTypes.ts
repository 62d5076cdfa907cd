import type { MissionTypesAnswer } from '../schema/missionTypes.ts';
import type { Catalog } from './defineMission.ts';

/** What kinds of missions there are, in the catalog's order, beside `external`, which every deployment takes. No read. */
export function missionTypesOf(catalog: Catalog, model: string | null): MissionTypesAnswer {
  const types = catalog.names.flatMap((name) => catalog.newest(name) ?? []);
  const entries = types.map(({ name, title, input }) => ({ type: name, title, takes_input: input !== undefined }));
  return { mission_types: entries, model };
}
