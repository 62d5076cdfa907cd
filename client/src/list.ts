import type { Connection } from './connection.ts';
import type { MissionAnswer, MissionList, MissionStatus } from './wire.ts';

/** Which missions: all that is given must hold. Times with a zone, or Dates. */
export interface ListFilter {
  readonly status?: MissionStatus | readonly MissionStatus[] | undefined;
  readonly type?: string | undefined;
  readonly tag?: string | undefined;
  /** Words of the objective; the last one may be the beginning of a word. */
  readonly text?: string | undefined;
  readonly created_after?: string | Date | undefined;
  readonly created_before?: string | Date | undefined;
  readonly progress_min?: number | undefined;
  readonly progress_max?: number | undefined;
  /** Missions a call, 1 to 100. */
  readonly limit?: number | undefined;
}

/** The missions that match, newest first, each page asked for when the one before is used up. */
export async function* pagesOf(
  api: Connection,
  filter: ListFilter,
  signal: AbortSignal | undefined,
): AsyncGenerator<MissionAnswer, void, undefined> {
  let cursor: string | undefined;
  do {
    const query = { ...queryOf(filter), cursor };
    const page = await api.answer<MissionList>({ method: 'GET', path: '/missions', query, signal });
    yield* page.missions;
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
}

function queryOf(filter: ListFilter): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, textOf(value)]));
}

function textOf(value: ListFilter[keyof ListFilter]): string | undefined {
  if (value === undefined) return undefined;
  return value instanceof Date ? value.toISOString() : String(value);
}
