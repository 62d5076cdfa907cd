/** Fields of counts, exports and deletions. */
export const HOUSEKEEPING_FIELDS = {
  'countMissions.type': 'Only missions of this type.',
  'CountMissionsAnswer.total': 'How many missions there are, of all statuses.',

  exported_at: 'When the export began.',
  'ExportMissionAnswer.mission': 'The mission itself.',
  'ExportMissionAnswer.inputs': 'What it was asked beside its objective: every version, the oldest first.',
  'inputs.version': 'From 1; the mission’s `input_version` says which one counts.',
  'inputs.value': 'The input, in the form of its type.',
  'ExportMissionAnswer.steps': 'How each step ended, of all attempts, in order.',
  'ExportMissionAnswer.events': 'Its whole history, oldest first.',
  'ExportMissionAnswer.results': 'What came of each attempt that was completed.',
  'ExportMissionAnswer.items': 'The finished items of steps that run a list, in the order of their ids.',
  'ExportMissionAnswer.is_complete':
    'Whether that is all; false when it was too large. It comes last: without it, the document was cut off on its way.',
  'items.group': 'Whose list it is of: the attempt that began it, a hyphen, and the number of the step.',
  'items.item_index': 'Its number in the list, from 0.',
  'items.output': 'What it left.',
  'items.fence': 'Which runner recorded it: the number grows with every runner that takes the mission.',

  deleted_at: 'When it was deleted.',
  'DeleteMissionAnswer.is_complete':
    'Whether all that lay below it is gone too; if not, the rest goes within minutes, and its id is taken until then.',
  'PurgeMissionsRequest.confirm': 'The word `purge`, so that nobody sends this by mistake.',
  'PurgeMissionsAnswer.deleted': 'How many missions this call has deleted.',
  'PurgeMissionsAnswer.stopping': 'How many were cancelled and have yet to stop: the next call deletes them.',
  'PurgeMissionsAnswer.is_complete': 'Whether nothing is left. If not, send the call again.',
} as const;
