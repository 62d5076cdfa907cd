// The door of the data chunk: what the rest of the page may ask of the server. Imported through loadData.ts alone.

import { accountCalls } from './account/accountCalls.ts';
import { createMission, readMission, sendCommand, watchPosition } from './api.ts';
import { findMissions, knownMissions } from './firebaseKnown.ts';
import { ledgerCalls } from './firebaseLedger.ts';
import {
  olderEvents,
  watchEvents,
  watchMission,
  watchMissions,
  watchNewestEvents,
  watchResult,
} from './firebaseLive.ts';
import { readStats } from './firebaseStats.ts';
import { listCalls } from './missions/list/listCalls.ts';
import { countMissions, purgeMissions } from './settings/data/purgeApi.ts';
import { createKey, listKeys, revokeKey } from './settings/keys/keysApi.ts';

export {
  accountCalls,
  countMissions,
  createKey,
  createMission,
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
  sendCommand,
  watchEvents,
  watchMission,
  watchMissions,
  watchNewestEvents,
  watchPosition,
  watchResult,
};
