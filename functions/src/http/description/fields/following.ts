/** Fields of progress, history, ledger and result, and of what workers report. */
export const FOLLOWING_FIELDS = {
  // progress
  'progress_tracker.elapsed_seconds': 'Seconds since the attempt first ran, as of the last change.',
  'progress_tracker.idle_seconds': 'The part of these in which nobody worked on purpose, as of the last change.',
  'Progress.elapsed_seconds':
    'Seconds since the attempt first ran, to one decimal. 0 before it ran; stands still once the mission is over.',
  'Progress.idle_seconds': 'The part of these in which nobody worked on purpose: waiting, paused, or queued again.',
  estimated_time_remaining:
    'Seconds until the mission is done, as often too few as too many. Null while nobody works on it, and where nothing is known.',
  'Progress.eta': 'The same as a range, or why there is none.',
  is_stalled:
    'Whether the mission should be running and has no runner, or its worker has been silent for too long. Another runner [takes over](/guide/reliability).',
  'Progress.queue': 'Where it stands while it is queued, else null.',
  'queue.place': '`scheduled` until `not_before`, `in_line` until a slot is free, then `admitted`.',
  'queue.position': 'Its number in your line, from 1, or null.',
  'Progress.updated_at': 'When the mission last gave a sign of life.',
  age_ms: 'How many milliseconds before this answer the mission was read.',
  poll_after_ms: 'After how many milliseconds asking again makes sense; null when the mission is over.',
  'ListProgressAnswer.progress': 'The missions that are yours, in the order of `ids`.',
  'ListProgressAnswer.missing': 'Ids of no mission of yours.',
  'listProgress.ids': 'The missions to ask about.',

  // the estimate
  'Eta.p10': 'In 1 of 10 cases it takes fewer seconds than this; null without a basis.',
  'Eta.p50': 'As often fewer seconds as more; null without a basis.',
  'Eta.p90': 'In 9 of 10 cases it takes fewer seconds than this; null without a basis.',
  'Eta.finish_at': 'When `p50` will be over; null while nobody works on it.',
  'Eta.basis': 'What it rests on: `history` of earlier runs, the `rate` of this one, a `blend` of both, or `none`.',
  'Eta.samples': 'How many earlier runs it rests on.',
  'Eta.usual_seconds': 'How long the middle one of them took, or null.',
  'Eta.note': 'What else there is to say of it, or [why there is none](/guide/eta#notes); else null.',

  // a step
  'Step.progress_percent': 'The mission’s percent as it stood with this step.',
  'Step.status':
    '`running`, `retrying`, `waiting`, `paused`, `completed`, `failed` or `cancelled`. (`pending` is for steps yet to come; no answer holds one.)',
  'Step.message': 'What the step is doing, or what it came to.',
  'Step.timestamp': 'When this step last changed.',
  sub_progress: 'How far the running step is; null when it reports nothing.',
  'sub_progress.done': 'So much is done, such as 23',
  'sub_progress.total': 'of so much, such as 60; null while nobody knows it.',
  'sub_progress.unit': 'What is counted, such as `pages`.',
  'sub_progress.fraction': 'The share of its work that is done, 0 to 1, or null.',
  max_tries: 'How many tries there may be; null until one has failed.',
  next_try_at: 'When the next try begins, while it is `retrying`.',
  'Step.last_error': 'What the newest failed try said, or null.',
  losses: 'How many runners were lost in this step.',
  items_done: 'How many items of its [list](/guide/mission-types#lists) are recorded.',
  'Step.idle_seconds': 'The mission’s `idle_seconds` when it finished.',

  // history
  'ListEventsAnswer.events': 'The entries, oldest first.',
  'ListEventsAnswer.next_after': 'What to send as `after` to go on; null when there is nothing newer yet.',
  'listEvents.after': 'The `seq` of the last entry that you have.',
  'Event.seq': 'The entry’s number, from 1.',
  'Event.kind': 'What it is about: `status`, `step`, `chat`, `app` or `error`.',
  'Event.event_type': 'What happened, in a [word](/guide/events) that stays the same.',
  'Event.status': 'The mission’s status after it.',
  'Event.step_index': 'The step that it is about, by its number, or null.',

  // the stream
  'StreamEvent.event': 'What it is: the kind of a history entry, `progress`, `end`, or `trouble`.',
  'StreamEvent.id': 'Names it, for `Last-Event-ID`.',
  'StreamEvent.data': 'What the line `data` carries, parsed.',
  'streamMission.last_event_id': 'The id of the last event that you have, if you can’t send the header.',

  // the ledger
  'ListStepsAnswer.attempt': 'Whose entries these are.',
  'ListStepsAnswer.steps': 'One entry for each step that ended, in order.',
  'ListStepsAnswer.next_after': 'What to send as `after` to go on; null on the last page.',
  'listSteps.attempt': 'Which attempt; by default the newest.',
  'listSteps.after': 'The `step_index` of the last entry that you have.',
  'LedgerEntry.status': '`completed` or `failed`.',
  'LedgerEntry.attempt': 'The attempt that ran it.',
  'LedgerEntry.message': 'What the step came to.',
  'LedgerEntry.fence': 'The number of the runner that ran it.',
  'LedgerEntry.output': 'What it left for the steps after it, any JSON of at most 200,000 bytes.',
  'LedgerEntry.tries': 'How many tries it took.',

  // the result
  'Result.summary': 'What was found, in a sentence or two.',
  'Result.markdown': 'The whole of it as Markdown.',
  'Result.items': 'What was found, best first.',
  'items.title': 'The page’s title.',
  'items.url': 'Its address.',
  'items.snippet': 'The passage that fits the objective.',
  'items.score': 'How well it fits, 0 to 1.',
  pages_read: 'How many pages were read.',
  'Result.missed': 'Pages that could not be read, the first 100.',
  'missed.url': 'The page’s address.',
  'missed.reason': 'Why not.',
  missed_count: 'How many there were in all.',

  // workers
  'ReportStepRequest.status': 'What happened to the step: `started`, `progress`, `completed` or `failed`.',
  worker: 'The worker’s name, shown in the history.',
  'ReportStepRequest.message': 'What the step is doing, or what it came to.',
  'ReportStepRequest.name': 'The step’s name, where a growing mission does not know it yet.',
  'ReportStepRequest.done': 'So much of the step is done,',
  'ReportStepRequest.total': 'of so much; null while nobody knows it.',
  'ReportStepRequest.unit': 'What is counted, such as `files`.',
  'ReportStepRequest.fraction': 'The share of the step’s work that is done, where it is not `done` of `total`.',
  'ReportStepRequest.output': 'What the step came to, any JSON; it is kept in the ledger.',
  'ReportStepRequest.usage': 'What it spent, by its unit; added to the mission’s.',
  'ReportStepRequest.is_last': 'Whether a growing mission is done with this step.',
  'ReportStepRequest.result': 'With the last step: the mission’s result.',
  'result.summary': 'What came of it, in a sentence or two.',
  'result.markdown': 'The whole of it as Markdown.',
  'ReportStepRequest.error': 'Why the step failed.',
  'ReportStepRequest.error.message': 'What went wrong, for people.',
  'ReportStepRequest.error.next': 'What they can do about it.',
  'Report.recorded': 'False if the report came twice, or too late.',
  'Report.should_stop':
    'Whether the mission needs nothing more of this worker now: it is over, paused, or that was asked for.',
  'Report.next_step': 'The number of the step to go on with.',
} as const;
