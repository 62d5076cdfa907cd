// The door of the data chunk: what the rest of the page may ask of the server. Imported through loadData.ts alone.
import { createMission, readMission, sendCommand, watchPosition } from './api.ts';
import {
  createAccount,
  finishLink,
  sendLink,
  sendReset,
  signInAsGuest,
  signInWithEmail,
  signInWithGoogle,
} from './firebaseAccount.ts';
import { findMissions, knownMissions } from './firebaseKnown.ts';
import { olderEvents, watchEvents, watchMission, watchMissions, watchResult } from './firebaseLive.ts';
import { clearDevice, leave, returnAsLocalUser } from './firebaseSession.ts';
import { readStats } from './firebaseStats.ts';
import {
  addGoogle,
  addPassword,
  changePassword,
  refreshAccount,
  sendVerification,
  switchToTaken,
} from './firebaseUpgrade.ts';
import { countMissions, purgeMissions } from './settings/data/purgeApi.ts';
import { createKey, listKeys, revokeKey } from './settings/keys/keysApi.ts';
import { webhookCalls } from './settings/webhooks/webhookCalls.ts';

export {
  addGoogle,
  addPassword,
  changePassword,
  clearDevice,
  countMissions,
  createAccount,
  createKey,
  createMission,
  findMissions,
  finishLink,
  knownMissions,
  leave,
  listKeys,
  olderEvents,
  purgeMissions,
  readMission,
  readStats,
  refreshAccount,
  returnAsLocalUser,
  revokeKey,
  sendCommand,
  sendLink,
  sendReset,
  sendVerification,
  signInAsGuest,
  signInWithEmail,
  signInWithGoogle,
  switchToTaken,
  watchEvents,
  watchMission,
  watchMissions,
  watchPosition,
  watchResult,
  webhookCalls,
};
