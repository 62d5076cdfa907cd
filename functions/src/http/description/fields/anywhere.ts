/** What fields mean wherever they stand, by their names alone. */
export const ANYWHERE = {
  // ids
  mission_id: 'The mission’s id.',
  schedule_id: 'The schedule’s id.',
  owner: 'The id of the user whose it is: yours.',

  // the mission as it was asked for
  type: 'What kind of mission, such as `research` (unless said) or `external`. See [mission types](/guide/mission-types).',
  objective: 'What the mission is to find out or to do, in your own words.',
  tags: 'Your own labels, to [list](/guide/list) missions by. See [tags](/guide/create#tags).',
  scope: 'Where it may go. Every type but `external` needs one.',
  allowed_domains:
    'Domains that it may read, such as `python.org`, each with its subdomains. With a port, exactly that port. A full address is cut down to its host.',
  budget: 'What it may spend. A ceiling that is left out has its [default](/guide/budget).',
  max_pages: 'Pages that it may read.',
  max_bytes: 'Bytes that it may read, all pages together.',
  max_seconds: 'Seconds that its reading may take.',
  max_cost_usd: 'US dollars that it may spend on paid services.',
  priority: 'Its place in [the queue](/guide/queue): each point is worth a minute of standing in line. 0 unless said.',
  not_before: 'It is not run before this moment. Null or left out: at once.',
  external: 'How an [external mission](/guide/external) is made up and watched; null for any other type.',
  is_growing: 'Whether its steps become known only as its worker reports them.',
  expected_steps: 'The worker’s guess of how many steps there will be; without one, a growing mission has no percent.',
  stalled_after_seconds: 'After so much silence of its worker it is shown as stalled.',
  failed_after_seconds: 'After so much silence of its worker it fails.',

  // where it stands
  status: 'One of the nine [statuses](/guide/lifecycle).',
  attempt: '0 before the mission was executed, then 1, and one more with each [retry](/guide/retry).',
  progress_percent: '0 to 100, to one decimal; never falls within an attempt. See [percent](/guide/percent).',
  current_step:
    'The step that is running, waits, or is to go on; after a failure or a cancel the one at which it ended. Null before the mission runs, when it is completed, and between two steps of an external mission.',
  completed_steps: 'The finished steps, oldest first: the newest 41 to 50. All of them are in the ledger.',
  completed_count: 'How many steps are finished, all counted.',
  total_steps: 'How many steps there are; of an external mission that grows, how many are known or expected.',
  wait: 'What the mission [waits for](/guide/waiting), or null. A paused mission keeps it.',
  error: 'Why it failed, or null.',
  usage: 'What was [spent](/guide/budget#what-was-spent), by its unit, such as `pages` and `bytes`.',

  model_usage: 'What it took of a language model, all tries together; null where none was asked.',
  calls: 'How many calls were made, also those that failed.',
  input_tokens: 'Tokens that were sent.',
  output_tokens: 'Tokens that came back, also those of its thinking.',
  is_estimated: 'Whether some endpoint did not say how many tokens it were, so that they were estimated.',

  // steps
  step_index: 'The step’s number, from 0.',
  step_name: 'The step’s name, such as `tool_execution`.',
  message: 'One sentence for people.',
  tries: 'Which [try](/guide/retry#tries-of-a-step) this is, from 1.',

  // times
  created_at: 'When it was created.',
  updated_at: 'When it last changed.',
  started_at: 'When it began.',
  finished_at: 'When it ended.',
  timestamp: 'When that was.',
  duration_ms: 'How many milliseconds it took; null as long as it is not completed.',
  as_of: 'When this answer was computed.',

  // lists
  limit: 'How many at most.',
  fresh:
    'Whether it is to be read from the database now, whatever is known of it. `1` and `0` mean the same as `true` and `false`.',
} as const;
