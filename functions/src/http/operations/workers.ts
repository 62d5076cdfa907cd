import { heartbeat, reportAnswer, stepReport } from '../../schema/report.ts';
import { MISSION, STEP } from '../addressed.ts';
import { NOTHING, operation } from '../operation.ts';

export const reportStep = operation({
  id: 'reportStep',
  method: 'post',
  path: '/missions/{mission_id}/steps/{step_index}',
  tag: 'Workers',
  summary: 'Report a step',
  description:
    'For missions of the type `external`: a step was started, made progress, was completed or failed. The same report sent ' +
    'twice counts once. The answer says how to [go on](external.md#what-the-answer-says); each `status` has ' +
    '[fields of its own](external.md#what-a-report-says).',
  scope: 'run',
  of: STEP,
  query: NOTHING,
  body: stepReport,
  answer: reportAnswer,
  errors: ['mission_not_found', 'not_external', 'step_out_of_order', 'status_forbids'],
  examples: [
    { name: 'Started', body: { status: 'started' } },
    { name: 'Half of it', body: { status: 'progress', done: 5, total: 10, unit: 'files', message: '5 of 10 files' } },
    { name: 'Completed', body: { status: 'completed', message: '10 files', output: { files: 10 } } },
    { name: 'Failed', body: { status: 'failed', error: { message: 'The disk is full.', next: 'Free 2 GB.' } } },
  ],
  bodyGuide: '/guide/external#what-a-report-says',
});

export const sendHeartbeat = operation({
  id: 'sendHeartbeat',
  method: 'post',
  path: '/missions/{mission_id}/heartbeat',
  tag: 'Workers',
  summary: 'Say that the worker is alive',
  description:
    'For missions of the type `external`, between two reports. Silence is [shown and then ends the mission](external.md).',
  scope: 'run',
  of: MISSION,
  query: NOTHING,
  body: heartbeat,
  answer: reportAnswer,
  errors: ['mission_not_found', 'not_external', 'status_forbids'],
  examples: [{ name: 'Alive', body: { worker: 'importer-1' } }],
  bodyGuide: '/guide/external#signs-of-life',
});
