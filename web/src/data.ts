// The door of the data chunk: what the rest of the page may ask of the server. Imported through loadData.ts alone.
import { createMission, readMission, sendCommand, watchPosition } from './api.ts';
import { createAccount, signInWithEmail, signInWithGoogle } from './firebaseAccount.ts';
import { findMissions, knownMissions } from './firebaseKnown.ts';
import {
  olderEvents,
  watchEnded,
  watchEvents,
  watchMission,
  watchMissions,
  watchNewestEvents,
  watchResult,
} from './firebaseLive.ts';
import { leave } from './firebaseSession.ts';
import { readStats } from './firebaseStats.ts';
import { listCalls } from './missions/list/listCalls.ts';
import { createKey, listKeys, revokeKey } from './settings/keys/keysApi.ts';
import { webhookCalls } from './settings/webhooks/webhookCalls.ts';

export {
  createAccount,
  createKey,
  createMission,
  findMissions,
  knownMissions,
  leave,
  listCalls,
  listKeys,
  olderEvents,
  readMission,
  readStats,
  revokeKey,
  sendCommand,
  signInWithEmail,
  signInWithGoogle,
  watchEnded,
  watchEvents,
  watchMission,
  watchMissions,
  watchNewestEvents,
  watchPosition,
  watchResult,
  webhookCalls,
};
