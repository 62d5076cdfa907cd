import type { MissionStatus } from '../../functions/src/schema/mission.ts';
import type { MissionDigest } from './missions/missionDigest.ts';
import { cut } from './missions/missionGlance.ts';
import { isRecord, readStored, writeStored } from './storage.ts';
import { STATUS_WORDS } from './words/shared.ts';

/** localStorage is read before the first paint, on the main thread: two kilobytes are free, two hundred are not. */
const MAX_BYTES = 2_048;
const MAX_ROWS = 20;
/** A row shows no more. */
const MAX_TAGS = 3;

/** The last thing seen: painted before Firebase is there. No results and no events, which may be large or private. */
export interface Seed {
  /** The mission whose page was open last, then the newest rows of the list. */
  readonly missions: readonly MissionDigest[];
  /** When the server last confirmed any of it. */
  readonly seenAt: number;
  /** When it last confirmed the whole list; null where it never has. */
  readonly listedAt: number | null;
}

const keyOf = (uid: string) => `ui.seed.v1:${uid}`;

export function readSeed(uid: string): Seed | null {
  return parseSeed(readStored(keyOf(uid)));
}

export function writeSeed(uid: string, seed: Seed): void {
  writeStored(keyOf(uid), packSeed(seed));
}

/** `fresh` in front of what was kept before: a mission page refreshes its own entry, the list all of its rows. */
export function mergeSeed(
  before: Seed | null,
  fresh: readonly MissionDigest[],
  { seenAt, isList }: { readonly seenAt: number; readonly isList: boolean },
): Seed {
  const ids = new Set(fresh.map((digest) => digest.id));
  const kept = before?.missions.filter((digest) => !ids.has(digest.id)) ?? [];
  return {
    missions: [...fresh, ...kept].slice(0, MAX_ROWS),
    seenAt,
    listedAt: isList ? seenAt : (before?.listedAt ?? null),
  };
}

/** The seed as it is stored: as many missions as fit, each a row of values without names. */
export function packSeed(seed: Seed): unknown {
  const rows = seed.missions.slice(0, MAX_ROWS).map(packDigest);
  let packed = { at: seed.seenAt, listed: seed.listedAt, rows };
  while (rows.length > 0 && new TextEncoder().encode(JSON.stringify(packed)).length > MAX_BYTES) {
    rows.pop();
    packed = { ...packed, rows };
  }
  return packed;
}

/** What was stored, or null if it is not a seed: an older page may have written it. Rows that don't fit are dropped. */
export function parseSeed(stored: unknown): Seed | null {
  if (!isRecord(stored) || typeof stored.at !== 'number' || !Array.isArray(stored.rows)) return null;
  const missions = stored.rows.map(unpackDigest).filter((digest) => digest !== null);
  return { missions, seenAt: stored.at, listedAt: typeof stored.listed === 'number' ? stored.listed : null };
}

function packDigest(digest: MissionDigest): unknown[] {
  return [
    digest.id,
    cut(digest.objective, 80),
    digest.status,
    digest.control ?? 0,
    digest.percent ?? -1,
    digest.done,
    digest.total,
    digest.step ?? 0,
    cut(digest.doing, 60),
    digest.createdAt,
    digest.startedAt ?? 0,
    digest.finishedAt ?? 0,
    digest.updatedAt,
    digest.attempt,
    digest.seq,
    digest.place ?? 0,
    digest.waitsFor ?? 0,
    digest.idleMs,
    digest.idleSince ?? 0,
    digest.tags.slice(0, MAX_TAGS),
  ];
}

function unpackDigest(row: unknown): MissionDigest | null {
  if (!Array.isArray(row)) return null;
  const texts = [0, 1, 8].map((column): unknown => row[column]);
  const numbers = [4, 5, 6, 9, 10, 11, 12, 13, 14, 17, 18].map((column): unknown => row[column]);
  if (!texts.every((text) => typeof text === 'string') || !numbers.every((value) => typeof value === 'number')) {
    return null;
  }
  const [id = '', objective = '', doing = ''] = texts;
  const [percent = 0, done = 0, total = 1, createdAt = 0, startedAt = 0, finishedAt = 0, ...rest] = numbers;
  const [updatedAt = 0, attempt = 0, seq = 0, idleMs = 0, idleSince = 0] = rest;
  const status: unknown = row[2];
  if (!isStatus(status)) return null;
  return {
    ...{ id, objective, doing, status, done, total, createdAt, updatedAt, attempt, seq, idleMs },
    tags: Array.isArray(row[19]) ? row[19].filter((tag) => typeof tag === 'string') : [],
    control: oneOf(row[3], ['cancel', 'pause']),
    place: oneOf(row[15], ['scheduled', 'in_line', 'admitted']),
    waitsFor: oneOf(row[16], ['approval', 'signal', 'time']),
    percent: percent < 0 ? null : percent,
    step: typeof row[7] === 'string' ? row[7] : null,
    startedAt: orNull(startedAt),
    finishedAt: orNull(finishedAt),
    idleSince: orNull(idleSince),
  };
}

function isStatus(value: unknown): value is MissionStatus {
  return typeof value === 'string' && Object.hasOwn(STATUS_WORDS, value);
}

function oneOf<T extends string>(value: unknown, known: readonly T[]): T | null {
  return known.find((each) => each === value) ?? null;
}

function orNull(time: number): number | null {
  return time === 0 ? null : time;
}
