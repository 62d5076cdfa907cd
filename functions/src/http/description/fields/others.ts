/** Fields of schedules and of problems. */
export const OTHER_FIELDS = {
  // schedules
  'CreateScheduleRequest.schedule_id':
    'An id of your own: the same request under the same id makes one schedule, however often it is sent. Drawn at random if left out.',
  cron: 'When: a cron expression of [five fields](/guide/schedules), such as `0 8 * * *`.',
  time_zone: 'Where that is meant: an IANA time zone such as `Europe/Berlin`.',
  'CreateScheduleRequest.request':
    'The mission to make each time, as for creating one, without `mission_id` and `not_before`.',
  'EditScheduleRequest.request': 'The mission to make from now on; replaces the one before as a whole.',
  overlap: 'Whether a mission is made while the previous one is not over: `skip` or `allow`.',
  is_paused: 'Whether it rests.',
  'RunScheduleRequest.mission_id': 'An id of your own for the mission, so that the call can be sent again.',
  'ListSchedulesAnswer.schedules': 'All your schedules, newest first.',
  'Schedule.request': 'The mission that it makes each time, as for creating one.',
  next_at: 'When it comes next; null while it is paused, and if the expression never comes again.',
  last_fired_at: 'The moment of its newest mission, or null.',
  last_mission_id: 'The id of its newest mission, or null.',
  last_skipped_at: 'The newest moment that made no mission, since the previous one was not over. Or null.',
  'Schedule.missed_count': 'How many moments passed while the service was away, of the newest outage.',
  'Schedule.last_error': 'Why its newest moment made no mission; null once one did, or you acted on it.',
  'last_error.code': 'What went wrong, in a word that stays the same.',
  'last_error.message': 'The same for people.',

  // mission types
  'ListMissionTypesAnswer.mission_types': 'The kinds, in the order in which they are offered.',
  'mission_types.type': 'What stands in `type` of a new mission.',
  'mission_types.title': 'Its name for people.',
  'mission_types.takes_input': 'Whether it is asked something beside its objective, in `input`.',
  'ListMissionTypesAnswer.model': 'The language model that reports are written with, or null.',

  // problems
  'Problem.type': 'The address of the code in the guide.',
  'Problem.title': 'A short name for it.',
  'Problem.status': 'The HTTP status.',
  'Problem.detail': 'What went wrong, for people, about this very call.',
  'Problem.code': 'What went wrong, in a word that stays the same. Decide by this one.',
  'Problem.next': 'What to do now.',
  'Problem.retryable': 'Whether the same call may succeed later without a change by you.',
  'Problem.errors': 'The fields at fault, up to 20, where a field is at fault.',
  'errors.field': 'The field, such as `scope.allowed_domains[0]`.',
  'errors.message': 'What is wrong with it.',
  'Problem.allowed': 'The commands that would change something now, where a status forbids what was asked.',
  'Problem.instance': 'The path that was called.',
} as const;
