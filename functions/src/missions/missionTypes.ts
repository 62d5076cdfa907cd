import { AppError } from '../core/errors.ts';
import { EXTERNAL_TYPE } from '../schema/external.ts';
import type { MissionTypesAnswer } from '../schema/missionTypes.ts';
import type { Catalog } from './defineMission.ts';

/** What kinds of missions there are, in the catalog's order, beside `external`, which every deployment takes. No read. */
export function missionTypesOf(catalog: Catalog, model: string | null): MissionTypesAnswer {
  const types = catalog.names.flatMap((name) => catalog.newest(name) ?? []);
  const entries = types.map(({ name, title, input }) => ({ type: name, title, takes_input: input !== undefined }));
  return { mission_types: entries, model };
}

/** Says which types there are, of a request whose `field` asks for one that there is not. */
export function unknownType(catalog: Catalog, type: string, field: string): AppError {
  const known = [...catalog.names, EXTERNAL_TYPE].join(', ');
  return new AppError('unknown_mission_type', `There is no mission type "${type}".`, {
    fields: [{ field, message: `must be one of: ${known}` }],
  });
}
