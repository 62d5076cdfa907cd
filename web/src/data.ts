// The door of the data chunk: what the rest of the page may ask of the server. Imported through loadData.ts alone.

import { accountCalls } from './account/accountCalls.ts';
import { createMission, readMission, sendCommand, watchPosition } from './api.ts';
import { findMissions, knownMissions } from './firebaseKnown.ts';
import { ledgerCalls } from './firebaseLedger.ts';
import {
  olderEvents,
  watchEnded,
  watchEvents,
  watchMission,
  watchMissions,
  watchNewestEvents,
  watchResult,
  watchSchedules,
} from './firebaseLive.ts';
import { readStats } from './firebaseStats.ts';
import { listCalls } from './missions/list/listCalls.ts';
import { exportMission } from './missions/missionCalls.ts';
import { scheduleCalls } from './schedules/scheduleCalls.ts';
import { countMissions, purgeMissions } from './settings/data/purgeApi.ts';
import { createKey, listKeys, revokeKey } from './settings/keys/keysApi.ts';

export {
  accountCalls,
  countMissions,
  createKey,
  createMission,
  exportMission,
  findMissions,
  knownMissions,
  ledgerCalls,
  listCalls,
  listKeys,
  olderEvents,
  purgeMissions,
  readMission,
  readStats,
  revokeKey,
  scheduleCalls,
  sendCommand,
  watchEnded,
  watchEvents,
  watchMission,
  watchMissions,
  watchNewestEvents,
  watchPosition,
  watchResult,
  watchSchedules,
};
