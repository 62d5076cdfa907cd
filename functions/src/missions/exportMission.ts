import type { Mission } from '../schema/mission.ts';
import { PART_NAMES, readPart } from '../store/exports.ts';
import type { Deps } from './deps.ts';
import { missionAnswerOf } from './reports.ts';

/** An export ends with the document that passes this: some hundred times a large mission, and what a client can hold. */
export const MOST_EXPORTED_BYTES = 100_000_000;

/**
 * All that is stored of a mission as the text of one JSON document, piece by piece: the mission, what it was
 * asked in all versions, its steps of all attempts, its history, results and items. What is being written is left out. Only a page of documents is in memory at a time. `is_complete`, the last
 * field, is false when `mostBytes` were passed and what comes behind was left out. Of a running mission each part is as it
 * is when its turn comes. One read for each document.
 */
export async function* exportMission(
  deps: Deps,
  mission: Mission,
  mostBytes = MOST_EXPORTED_BYTES,
): AsyncGenerator<string> {
  let bytes = 0;
  const text = (value: unknown): string => {
    const json = JSON.stringify(value);
    bytes += Buffer.byteLength(json);
    return json;
  };
  yield `{"exported_at":${text(deps.clock.now())},"mission":${text(missionAnswerOf(mission))}`;
  for (const name of PART_NAMES) {
    yield `,"${name}":[`;
    let separator = '';
    for await (const entry of bytes > mostBytes ? [] : readPart(deps.db, mission.mission_id, name)) {
      yield `${separator}${text(entry)}`;
      separator = ',';
      if (bytes > mostBytes) break;
    }
    yield ']';
  }
  yield `,"is_complete":${bytes <= mostBytes}}`;
}
