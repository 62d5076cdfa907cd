// Made by `npm run client-types` from the zod schemas in functions/src/schema. Not to be edited.

/** Whatever JSON can say. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export type MissionStatus =
  | 'proposed'
  | 'approved'
  | 'queued'
  | 'in_progress'
  | 'waiting'
  | 'paused'
  | 'completed'
  | 'failed'
  | 'cancelled';

export type Command = 'edit' | 'approve' | 'execute' | 'pause' | 'resume' | 'cancel' | 'retry' | 'answer' | 'signal';

export type MissionError = {
  code: string;
  message: string;
  next: string | null;
  step_name: string | null;
};

export type Cancellation = {
  requested_at: string;
  requested_by: string;
  reason: string | null;
};

export type Wait =
  | {
      wait_id: string;
      key: string;
      step_index: number;
      question: string;
      asked_at: string;
      kind: 'approval';
      choices: {
        choice: string;
        label: string;
      }[];
      expires_at: string;
      on_expiry: string | null;
    }
  | {
      wait_id: string;
      key: string;
      step_index: number;
      question: string;
      asked_at: string;
      kind: 'signal';
      signal: string;
      expires_at: string;
      on_expiry: 'fail' | 'continue';
    }
  | {
      wait_id: string;
      key: string;
      step_index: number;
      question: string;
      asked_at: string;
      kind: 'time';
      until: string;
    };

export type StepStatus =
  | 'pending'
  | 'running'
  | 'retrying'
  | 'waiting'
  | 'paused'
  | 'completed'
  | 'failed'
  | 'cancelled';

export type SubProgress = {
  done: number;
  total: number | null;
  unit: string;
  fraction: number | null;
};

export type TrackedStep = {
  step_name: string;
  step_index: number;
  total_steps: number;
  progress_percent: number;
  status: StepStatus;
  message: string;
  timestamp: string;
  started_at: string;
  duration_ms: number | null;
  sub_progress: SubProgress | null;
  tries: number;
  max_tries: number | null;
  next_try_at: string | null;
  last_error: string | null;
  losses: number;
  items_done: number;
  idle_seconds: number;
  model_usage: {
    calls: number;
    input_tokens: number;
    output_tokens: number;
    seconds: number;
    cost_usd: number;
    is_estimated: boolean;
  } | null;
};

export type PlannedStep = {
  step_name: string;
  cumulative_percent: number;
};

export type ExecutionRecord = {
  event_type: string;
  status: MissionStatus;
  tool_used: string | null;
  tool_confidence: number | null;
  timestamp: string;
  updated_at: string;
  progress_tracker: {
    mission_id: string;
    start_time: string | null;
    current_step: TrackedStep | null;
    completed_steps: TrackedStep[];
    completed_count: number;
    total_steps: number;
    progress_percent: number;
    elapsed_seconds: number;
    idle_seconds: number;
    idle_since: string | null;
  };
  usage: {
    calls: number;
    input_tokens: number;
    output_tokens: number;
    seconds: number;
    cost_usd: number;
    is_estimated: boolean;
  } | null;
};

export type External = {
  is_growing: boolean;
  expected_steps: number | null;
  stalled_after_seconds: number;
  failed_after_seconds: number;
};

export type MissionAnswer = {
  mission_id: string;
  status: MissionStatus;
  type: string;
  type_version: number;
  objective: string;
  tags: string[];
  scope: {
    allowed_domains: string[];
  };
  budget: {
    max_pages: number;
    max_bytes: number;
    max_seconds: number;
    max_cost_usd: number;
  };
  priority: number;
  not_before: string | null;
  plan: PlannedStep[];
  plan_start: number;
  plan_start_percent: number;
  attempt: number;
  external: External | null;
  input_version: number;
  schedule_id: string | null;
  stats_id: string | null;
  queue_place: 'scheduled' | 'in_line' | 'admitted' | null;
  wait: Wait | null;
  created_at: string;
  updated_at: string;
  approved_at: string | null;
  queued_at: string | null;
  started_at: string | null;
  finished_at: string | null;
  usage: { [key: string]: number };
  error: MissionError | null;
  cancellation: Cancellation | null;
  cancel_requested_at: string | null;
  pause_requested_at: string | null;
  seq: number;
  lease: {
    holder: string;
    expires_at: string;
  } | null;
  wake_at: string | null;
  execution_record: ExecutionRecord;
  allowed: Command[];
};

export type MissionList = {
  missions: MissionAnswer[];
  next_cursor: string | null;
};

export type EtaNote =
  | 'not_started'
  | 'too_early'
  | 'first_run'
  | 'longer_than_usual'
  | 'retrying'
  | 'waiting'
  | 'paused'
  | 'pausing'
  | 'cancelling'
  | 'stalled'
  | 'over';

export type Eta = {
  p10: number | null;
  p50: number | null;
  p90: number | null;
  finish_at: string | null;
  basis: 'history' | 'rate' | 'blend' | 'none';
  samples: number;
  usual_seconds: number | null;
  note: EtaNote | null;
};

export type Queue = {
  place: 'scheduled' | 'in_line' | 'admitted';
  position: number | null;
  not_before: string | null;
};

export type ProgressAnswer = {
  mission_id: string;
  status: MissionStatus;
  progress_percent: number;
  current_step: TrackedStep | null;
  completed_steps: TrackedStep[];
  completed_count: number;
  total_steps: number;
  elapsed_seconds: number;
  estimated_time_remaining: number | null;
  eta: Eta;
  is_stalled: boolean;
  idle_seconds: number;
  queue: Queue | null;
  wait: Wait | null;
  attempt: number;
  updated_at: string;
  as_of: string;
  age_ms: number;
  poll_after_ms: number | null;
  error: MissionError | null;
};

export type ProgressList = {
  progress: ProgressAnswer[];
  missing: string[];
};

export type HistoryKind = 'status' | 'step' | 'chat' | 'app' | 'error';

export type HistoryEntry = {
  mission_id: string;
  owner: string;
  seq: number;
  kind: HistoryKind;
  event_type: string;
  message: string;
  timestamp: string;
  attempt: number;
  status: MissionStatus;
  step_index: number | null;
};

export type EventList = {
  events: HistoryEntry[];
  next_after: number | null;
};

export type StepList = {
  attempt: number;
  steps: {
    mission_id: string;
    attempt: number;
    step_index: number;
    step_name: string;
    status: 'completed' | 'failed';
    started_at: string;
    finished_at: string;
    duration_ms: number;
    message: string;
    fence: number;
    output: unknown;
    usage: { [key: string]: number };
    model_usage: {
      calls: number;
      input_tokens: number;
      output_tokens: number;
      seconds: number;
      cost_usd: number;
      is_estimated: boolean;
    } | null;
    tries: number;
    error: MissionError | null;
  }[];
  next_after: number | null;
};

export type InputAnswer = {
  mission_id: string;
  version: number;
  input: Json;
};

export type ShownDraft = {
  attempt: number;
  step_index: number;
  updated_at: string;
  index: number;
  title: string;
  text: string;
  is_cut: boolean;
};

export type DraftList = {
  mission_id: string;
  drafts: ShownDraft[];
};

export type ResultItem = {
  title: string;
  url: string;
  snippet: string;
  score: number;
};

export type MissedPage = {
  url: string;
  reason: string;
};

export type ResultAnswer = {
  summary: string;
  markdown: string;
  items: ResultItem[];
  pages_read: number;
  missed: MissedPage[];
  missed_count: number;
  mission_id: string;
  attempt: number;
  created_at: string;
  is_partial: boolean;
};

export type ReportAnswer = {
  mission_id: string;
  status: MissionStatus;
  recorded: boolean;
  should_stop: boolean;
  next_step: number;
  progress_percent: number;
};

export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  next: string;
  retryable: boolean;
  errors?:
    | {
        field: string;
        message: string;
      }[]
    | undefined;
  allowed?: Command[] | undefined;
  instance?: string | undefined;
};

export type StreamEvent =
  | {
      event: HistoryKind;
      id: string;
      data: HistoryEntry;
    }
  | {
      event: 'progress';
      id: string;
      data: {
        mission_id: string;
        status: MissionStatus;
        progress_percent: number;
        current_step: TrackedStep | null;
        completed_steps: TrackedStep[];
        completed_count: number;
        total_steps: number;
        elapsed_seconds: number;
        estimated_time_remaining: number | null;
        eta: Eta;
        is_stalled: boolean;
        idle_seconds: number;
        queue: Queue | null;
        wait: Wait | null;
        attempt: number;
        updated_at: string;
        as_of: string;
        age_ms: number;
        poll_after_ms: number | null;
        error: MissionError | null;
        timestamp: string;
      };
    }
  | {
      event: 'end';
      id: string;
      data: {
        mission_id: string;
        status: MissionStatus;
        timestamp: string;
      };
    };

export type CreateMissionRequest = {
  objective: string;
  scope?:
    | {
        allowed_domains: string[];
      }
    | undefined;
  type?: string | undefined;
  budget?:
    | {
        max_pages?: number | undefined;
        max_bytes?: number | undefined;
        max_seconds?: number | undefined;
        max_cost_usd?: number | undefined;
      }
    | undefined;
  priority?: number | undefined;
  not_before?: string | undefined;
  tags?: string[] | undefined;
  input?: Json | undefined;
  external?:
    | {
        steps?:
          | {
              name: string;
              weight?: number | undefined;
            }[]
          | undefined;
        is_growing?: boolean | undefined;
        expected_steps?: number | undefined;
        stalled_after_seconds?: number | undefined;
        failed_after_seconds?: number | undefined;
      }
    | undefined;
  mission_id?: string | undefined;
};

export type EditMissionRequest = {
  objective?: string | undefined;
  scope?:
    | {
        allowed_domains: string[];
      }
    | undefined;
  budget?:
    | {
        max_pages?: number | undefined;
        max_bytes?: number | undefined;
        max_seconds?: number | undefined;
        max_cost_usd?: number | undefined;
      }
    | undefined;
  input?: Json | undefined;
  priority?: number | undefined;
  not_before?: string | null | undefined;
  tags?: string[] | undefined;
};

export type RetryMissionRequest = {
  from_step?: number | string | undefined;
  objective?: string | undefined;
  scope?:
    | {
        allowed_domains: string[];
      }
    | undefined;
  budget?:
    | {
        max_pages?: number | undefined;
        max_bytes?: number | undefined;
        max_seconds?: number | undefined;
        max_cost_usd?: number | undefined;
      }
    | undefined;
  input?: Json | undefined;
};

export type AnswerRequest = {
  choice: string;
  comment?: string | undefined;
  wait_id?: string | undefined;
};

export type SignalRequest = {
  name: string;
  payload?: Json | undefined;
};

export type StepReport =
  | {
      status: 'started';
      worker?: string | undefined;
      message?: string | undefined;
      name?: string | undefined;
      expected_steps?: number | undefined;
    }
  | {
      status: 'progress';
      worker?: string | undefined;
      message?: string | undefined;
      done: number;
      total?: number | null | undefined;
      unit?: string | undefined;
      fraction?: number | undefined;
      expected_steps?: number | undefined;
    }
  | {
      status: 'completed';
      worker?: string | undefined;
      message?: string | undefined;
      output?: Json | undefined;
      usage?: { [key: string]: number } | undefined;
      is_last?: boolean | undefined;
      expected_steps?: number | undefined;
      result?:
        | {
            summary: string;
            markdown?: string | undefined;
          }
        | undefined;
    }
  | {
      status: 'failed';
      worker?: string | undefined;
      error: {
        message: string;
        next?: string | undefined;
      };
    };
