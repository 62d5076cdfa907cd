/** Fields of missions as they are created, changed and answered. */
export const MISSION_FIELDS = {
  // requests
  'CreateMissionRequest.external': 'For the type `external` alone, which needs it.',
  'CreateMissionRequest.mission_id':
    'An [id of your own](/guide/create#an-id-of-your-own): the same request under the same id makes one mission, however often it is sent. Drawn at random if left out.',
  'CreateMissionRequest.input':
    'What its type takes beside the objective: of a `report` its [sources, depth, length, language and engine](/guide/reports#what-it-takes), of an external mission any JSON for the worker. At most 600,000 bytes. Other types take none.',
  'EditMissionRequest.input': 'Another input, which replaces the one before as a whole.',
  'RetryMissionRequest.input': 'Another input as a whole, for the steps that run again.',
  'request.input':
    'What the missions’ type takes beside the objective; checked when the schedule is made and again for each mission.',
  'external.steps': 'Its steps in order, where they are known. Empty only if `is_growing`.',
  'steps.name': 'The step’s name; each once.',
  'steps.weight': 'Its share of the work, compared to the others.',
  'EditMissionRequest.not_before': 'It is not run before this moment; null takes that back.',
  'CancelMissionRequest.reason': 'Why, for whoever reads the history.',
  'RetryMissionRequest.from_step':
    'The step to begin with, by its number from 0 or its name: by default the first one that is not finished. What the steps before it did is kept.',
  'RetryMissionRequest.objective': 'Another objective, for the steps that run again.',
  'EditMissionRequest.scope': 'Where it may go from now on. Without a domain only where its type can do without one.',
  'RetryMissionRequest.scope': 'Another scope, for the steps that run again.',
  'RetryMissionRequest.budget': 'Ceilings to change.',
  'AnswerMissionRequest.choice': 'One of the `choices` in the mission’s `wait`.',
  'AnswerMissionRequest.comment': 'A word on it, kept in the history.',
  'AnswerMissionRequest.wait_id': 'Which question is meant, so that the answer can’t meet a later one.',
  'SignalMissionRequest.name': 'What the step that waits for it calls it.',
  'SignalMissionRequest.payload': 'What goes with it, any JSON of at most 10,000 bytes.',
  'listMissions.status': 'Only missions in one of these statuses.',
  'listMissions.type': 'Only missions of this type.',
  'listMissions.text':
    'Only missions whose objective has all these words; the last one may be the beginning of a word. Case and accents do not count.',
  tag: 'Only missions with this tag; upper and lower case are two tags.',
  created_after: 'Only missions that were created after this moment.',
  created_before: 'Only missions that were created before this moment.',
  'listMissions.progress_max': 'Only missions that are at most so far, in percent.',
  'listMissions.progress_min': 'Only missions that are at least so far, in percent.',
  'listMissions.cursor': 'The `next_cursor` of the page before.',

  // answers
  'ListMissionsAnswer.missions': 'The missions of this page, newest first.',
  next_cursor: 'What to send as `cursor` for the next page; null on the last one.',
  'Mission.type_version': 'The version of its type that it runs on, now and after a retry.',
  'Mission.scope': 'Where it may go. Of an external mission without domains.',
  'Mission.budget': 'What it may spend, with every default filled in.',
  'GetMissionInputAnswer.version':
    'From 1, and one more with each edit or retry that changed it; 0 where there is none.',
  'GetMissionInputAnswer.input': 'What the mission is asked beside its objective, or null.',
  'Mission.plan': 'Its steps, at most 100 at a time.',
  'plan.cumulative_percent': 'The mission’s percent once this step is done.',
  plan_start: 'The number of the first step in `plan`: 0 unless there are more than 100 steps.',
  plan_start_percent: 'The percent at which that step begins.',
  input_version:
    'Which version of its [input](/guide/reports#the-same-again) counts, from 1; 0 where it was asked nothing beside its objective.',
  'Mission.schedule_id': 'The [schedule](/guide/schedules) that made it, or null.',
  stats_id:
    'Under which id its run is [learned](/guide/eta#how-it-is-learned), and on whose runs its estimate rests; null for a mission that is like no other.',
  queue_place: 'Where it stands on its way to a runner, or null. See [the queue](/guide/queue#where-it-stands).',
  approved_at: 'When it was approved, or null.',
  queued_at: 'When it was queued last: by execute, resume, retry, or the end of a wait. Or null.',
  'Mission.started_at': 'When it first ran, or null.',
  'Mission.finished_at': 'When it ended, or null.',
  cancellation: 'Who cancelled it, when that was asked for, and why; null unless it is cancelled.',
  'Cancellation.requested_at': 'When the cancel was asked for.',
  'Cancellation.requested_by': 'The id of the user who asked for it.',
  'Cancellation.reason': 'What was said to it, or null.',
  cancel_requested_at: 'When a cancel was asked for that the runner has yet to obey, else null.',
  pause_requested_at: 'When a pause was asked for that the runner has yet to obey, else null.',
  'Mission.seq':
    'Number of the newest entry in its [history](/guide/events). Of two answers of one attempt the one with the lower number is the older.',
  'Mission.lease': 'Who works on it now, or null.',
  'lease.holder': 'The runner or worker that works on it.',
  'lease.expires_at': 'Until when it may be silent; from then on the mission counts as stalled.',
  wake_at: 'When the server looks after it next if nothing is heard of it; null where nothing is awaited.',
  'Mission.allowed': 'The commands that would change something now.',
  execution_record: 'How far it is, as it is stored.',
  'execution_record.event_type': 'The type of the newest event in its history.',
  tool_used: 'The tool that was chosen; null until then.',
  tool_confidence: 'How sure that choice was, 0 to 1.',
  'execution_record.usage': 'What all attempts took of a language model; null where none was asked.',
  'usage.seconds': 'Seconds that the calls took, added up.',
  'usage.cost_usd': 'US dollars by the operator’s price table; 0 for a model without a price.',
  'model_usage.seconds': 'Seconds that the calls took, added up.',
  'model_usage.cost_usd': 'US dollars by the operator’s price table; 0 for a model without a price.',
  'execution_record.timestamp': 'When that event was.',
  progress_tracker:
    'The steps, and how far it is. What depends on the moment of asking is as it was at the last change: [its progress](/guide/progress) says it for now.',
  start_time: 'When the attempt first ran, or null.',
  idle_since: 'When the present idle time began, or null.',

  // the error of a mission
  'MissionError.code':
    'What went wrong, in a word that stays the same. See [errors](/guide/errors#why-a-mission-failed).',
  'MissionError.message': 'The same for people.',
  'MissionError.next': 'What to do now, or null.',
  'MissionError.step_name': 'In which step, or null.',

  // waits
  'Wait.wait_id': 'Names this wait, for `wait_id` in an answer.',
  'Wait.key': 'What the step calls it.',
  'Wait.step_index': 'The step that waits, by its number.',
  'Wait.question': 'What is asked, or what is waited for, in words.',
  'Wait.asked_at': 'Since when.',
  'Wait.kind': '`approval`: a choice of yours; `signal`: a signal from outside; `time`: a moment.',
  'Wait.choices': 'What may be answered.',
  'choices.choice': 'The word to send as `choice`.',
  'choices.label': 'The same for people.',
  'Wait.expires_at': 'Until when it waits.',
  'Wait.on_expiry':
    'What becomes of it if nothing came by then: of an approval the choice that is taken, or null if the mission fails; of a signal `fail` or `continue`.',
  'Wait.signal': 'The name of the signal.',
  'Wait.until': 'The moment.',
} as const;
