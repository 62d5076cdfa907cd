import type { Operation } from '../operation.ts';
import * as commands from './commands.ts';
import * as following from './following.ts';
import * as formDrafts from './formDrafts.ts';
import * as health from './health.ts';
import * as housekeeping from './housekeeping.ts';
import * as keys from './keys.ts';
import * as missions from './missions.ts';
import * as schedules from './schedules.ts';
import * as service from './service.ts';
import * as webhooks from './webhooks.ts';
import * as workers from './workers.ts';

/** Every operation that the description shows, in the reference's order within each chapter. */
export const OPERATIONS: readonly Operation[] = [
  missions.createMission,
  missions.listMissions,
  missions.countMissions,
  missions.getMission,
  missions.getMissionInput,
  missions.editMission,
  ...Object.values(commands.PLAIN_COMMANDS),
  commands.cancelMission,
  commands.retryMission,
  commands.answerMission,
  commands.signalMission,
  following.getProgress,
  following.listProgress,
  following.listEvents,
  following.streamMission,
  following.listSteps,
  following.getMissionDrafts,
  following.getResult,
  workers.reportStep,
  workers.sendHeartbeat,
  formDrafts.getFormDraft,
  formDrafts.saveFormDraft,
  formDrafts.deleteFormDraft,
  housekeeping.exportMission,
  housekeeping.deleteMission,
  housekeeping.purgeMissions,
  schedules.createSchedule,
  schedules.listSchedules,
  schedules.getSchedule,
  schedules.editSchedule,
  schedules.deleteSchedule,
  schedules.runSchedule,
  keys.createKey,
  keys.listKeys,
  keys.revokeKey,
  webhooks.createWebhook,
  webhooks.listWebhooks,
  webhooks.getWebhook,
  webhooks.editWebhook,
  webhooks.deleteWebhook,
  webhooks.renewWebhookSecret,
  webhooks.testWebhook,
  webhooks.listDeliveries,
  webhooks.getDelivery,
  webhooks.redeliver,
  health.getHealth,
  health.getReady,
  health.getMetrics,
  service.listMissionTypes,
  service.getOpenApi,
];
