// What the package `mission-progress` offers.

export { MissionProgress } from './client.ts';
export type { Call } from './connection.ts';
export { type ClientCode, MissionProgressError } from './errors.ts';
export { type Following, type FollowOptions, isOver, type Update } from './follow.ts';
export type { ListFilter } from './list.ts';
export { newMissionId } from './missionId.ts';
export type { CallOptions, MissionProgressOptions } from './options.ts';
export type { Source, WatchDocument } from './sources.ts';
export type * from './wire.ts';
