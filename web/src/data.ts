// The door of the data chunk: what the rest of the page may ask of the server. Imported through loadData.ts alone.
// What a single screen asks, such as keys or webhooks, that screen imports when it asks: it comes on top of this chunk.

import { createMission, readMission, sendCommand, watchPosition } from './api.ts';
import { findMissions, knownMissions } from './firebaseKnown.ts';
import { ledgerCalls } from './firebaseLedger.ts';
import {
  olderEvents,
  watchDraft,
  watchEnded,
  watchEvents,
  watchMission,
  watchMissions,
  watchNewestEvents,
  watchResult,
  watchSchedules,
} from './firebaseLive.ts';
import { clearDevice, leave } from './firebaseSession.ts';
import { readStats } from './firebaseStats.ts';
import { listCalls } from './missions/list/listCalls.ts';

export {
  clearDevice,
  createMission,
  findMissions,
  knownMissions,
  leave,
  ledgerCalls,
  listCalls,
  olderEvents,
  readMission,
  readStats,
  sendCommand,
  watchDraft,
  watchEnded,
  watchEvents,
  watchMission,
  watchMissions,
  watchNewestEvents,
  watchPosition,
  watchResult,
  watchSchedules,
};
