import type * as z from 'zod';
import type { ErrorCode } from '../../core/errors.ts';
import { type MissionAnswer, missionAnswer } from '../../schema/api.ts';
import { MAX_BYTES_WITH_INPUT } from '../../schema/input.ts';
import { answerRequest, cancelMissionRequest, retryMissionRequest, signalRequest } from '../../schema/requests.ts';
import { MISSION } from '../addressed.ts';
import { type Example, NOTHING, type Operation, operation } from '../operation.ts';

type Nothing = z.output<typeof NOTHING>;

const REPORT_INPUT = {
  sources: { addresses: ['https://docs.python.org/3.14/whatsnew/3.14.html'] },
  length: 'long',
};

interface Said<B> {
  readonly id: string;
  readonly summary: string;
  readonly description: string;
  readonly body: z.ZodType<B>;
  readonly maxBodyBytes?: number;
  readonly errors: readonly ErrorCode[];
  readonly examples: readonly Example[];
}

/** `POST /missions/{mission_id}/{name}`, answered with the mission after it. */
function command<B>(name: string, said: Said<B>): Operation<{ mission_id: string }, B, Nothing, MissionAnswer> {
  return operation({
    ...said,
    method: 'post',
    path: `/missions/{mission_id}/${name}`,
    tag: 'Commands',
    scope: 'run',
    of: MISSION,
    query: NOTHING,
    answer: missionAnswer,
    errors: ['mission_not_found', ...said.errors],
  });
}

/** Commands that say all by their name. */
export const PLAIN_COMMANDS = {
  approve: command('approve', {
    id: 'approveMission',
    summary: 'Approve a mission',
    description: 'A proposed mission may run from now on. See [approve and run](approve-and-run.md).',
    body: NOTHING,
    errors: ['status_forbids'],
    examples: [{ name: 'Approve' }],
  }),
  execute: command('execute', {
    id: 'executeMission',
    summary: 'Run a mission',
    description:
      'Queues an approved mission and answers at once, before the work begins. Sent twice it runs once. Follow it by ' +
      '[progress](progress.md), [snapshots](snapshots.md) or its [history](events.md).',
    body: NOTHING,
    errors: ['status_forbids', 'model_not_set'],
    examples: [{ name: 'Run' }],
  }),
  pause: command('pause', {
    id: 'pauseMission',
    summary: 'Pause a mission',
    description:
      'Lays a mission aside; while it runs this is a request that its runner obeys within a second. See [pause and resume](pause.md).',
    body: NOTHING,
    errors: ['status_forbids'],
    examples: [{ name: 'Pause' }],
  }),
  resume: command('resume', {
    id: 'resumeMission',
    summary: 'Resume a mission',
    description: 'A paused mission goes on where it stood.',
    body: NOTHING,
    errors: ['status_forbids'],
    examples: [{ name: 'Resume' }],
  }),
};

export const cancelMission = command('cancel', {
  id: 'cancelMission',
  summary: 'Cancel a mission',
  description:
    'Ends a mission for good (it can be retried); while it runs this is a request that its runner obeys within a second. ' +
    'The `reason` is kept with it; a repeat with another one changes nothing. See [cancel a mission](cancel.md).',
  body: cancelMissionRequest,
  errors: ['status_forbids'],
  examples: [{ name: 'Cancel' }, { name: 'With a reason', body: { reason: 'The wrong site.' } }],
});

export const retryMission = command('retry', {
  id: 'retryMission',
  summary: 'Retry a mission',
  description:
    'Runs a failed or cancelled mission again, from the first step that is not finished or from `from_step`, optionally ' +
    'with other input. What the steps before it did is kept. See [retry a mission](retry.md).',
  body: retryMissionRequest,
  maxBodyBytes: MAX_BYTES_WITH_INPUT,
  errors: ['status_forbids', 'type_version_gone', 'model_not_set'],
  examples: [
    { name: 'Where it failed', body: {} },
    { name: 'From the start, with more room', body: { from_step: 0, budget: { max_pages: 200 } } },
    { name: 'A report, with longer sections', body: { from_step: 0, input: REPORT_INPUT } },
  ],
});

export const answerMission = command('answer', {
  id: 'answerMission',
  summary: 'Answer what a mission asks',
  description:
    'For a mission that waits for an approval: one of the choices in its `wait`. With `wait_id` the answer can’t meet a ' +
    'later question. See [answers](waiting.md#answers).',
  body: answerRequest,
  errors: ['wait_gone'],
  examples: [{ name: 'Yes', body: { choice: 'approve', comment: 'Go ahead.' } }],
});

export const signalMission = command('signal', {
  id: 'signalMission',
  summary: 'Send a mission a signal',
  description:
    'For a step that waits for something outside; a signal that comes early is kept. See [signals](waiting.md#signals).',
  body: signalRequest,
  errors: ['status_forbids', 'too_many_signals'],
  examples: [{ name: 'A parcel came', body: { name: 'parcel', payload: { weight: 3 } } }],
});
