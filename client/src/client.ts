import { type Clock, realClock } from './clock.ts';
import { type Call, Connection } from './connection.ts';
import { gaveUp, MissionProgressError, missionEnded } from './errors.ts';
import { type Following, type FollowOptions, followMission } from './follow.ts';
import { type ListFilter, pagesOf } from './list.ts';
import { newMissionId } from './missionId.ts';
import type { CallOptions, MissionProgressOptions } from './options.ts';
import type { WatchDocument } from './sources.ts';
import { streamEvents } from './stream.ts';
import type {
  AnswerRequest,
  CreateMissionRequest,
  DraftList,
  EditMissionRequest,
  EventList,
  InputAnswer,
  MissionAnswer,
  ProgressAnswer,
  ProgressList,
  ReportAnswer,
  ResultAnswer,
  RetryMissionRequest,
  SignalRequest,
  StepList,
  StepReport,
  StreamEvent,
} from './wire.ts';

/** How many missions one call may ask about. */
const IDS_A_CALL = 100;

/**
 * Missions of one server. Calls that are safe to repeat are repeated by themselves when the server does not answer;
 * `retry`, `signal` and an `answer` without `wait_id` are not. What fails throws {@link MissionProgressError}.
 */
export class MissionProgress {
  readonly #api: Connection;
  readonly #streams: Connection;
  readonly #firestore: WatchDocument | null;

  /** `clock` is for tests. */
  constructor(options: MissionProgressOptions, clock: Clock = realClock) {
    this.#api = new Connection(options, clock);
    const { streamUrl, firestore = null } = options;
    this.#streams = streamUrl === undefined ? this.#api : new Connection({ ...options, url: streamUrl }, clock);
    this.#firestore = firestore;
  }

  /** Proposes a mission; nothing runs yet. Its id is drawn here if you name none, so a repeat is the same mission. */
  create(request: CreateMissionRequest, options: CallOptions = {}): Promise<MissionAnswer> {
    const body = { ...request, mission_id: request.mission_id ?? newMissionId() };
    return this.#post('/missions/create', body, true, options);
  }

  /**
   * Creates, approves and executes. With a `mission_id` of your own it may be called again at any time: it goes on where
   * it was interrupted, and answers a mission that is under way or over as it is.
   */
  async run(request: CreateMissionRequest, options: CallOptions = {}): Promise<MissionAnswer> {
    let mission = await this.create(request, options);
    if (mission.status === 'proposed') mission = await this.approve(mission.mission_id, options);
    if (mission.status === 'approved') mission = await this.execute(mission.mission_id, options);
    return mission;
  }

  get(id: string, options: CallOptions = {}): Promise<MissionAnswer> {
    return this.#get(pathOf(id), options);
  }

  /** What it is asked beside its objective, every default filled in; null where that is nothing. */
  input(id: string, options: CallOptions = {}): Promise<InputAnswer> {
    return this.#get(`${pathOf(id)}/input`, options);
  }

  /** Your missions, newest first, read a page at a time as you go on. */
  list(filter: ListFilter = {}, options: CallOptions = {}): AsyncGenerator<MissionAnswer, void, undefined> {
    return pagesOf(this.#api, filter, options.signal);
  }

  /** Where it stands and how long it will take. With `isFresh` it is read now, not a second ago. */
  progress(id: string, { signal, isFresh }: CallOptions & { isFresh?: boolean } = {}): Promise<ProgressAnswer> {
    const query = isFresh === true ? { fresh: 1 } : {};
    return this.#api.answer({ method: 'GET', path: `${pathOf(id)}/progress`, query, signal });
  }

  /** Of many missions, a call for each hundred. `missing`: those that are not there or not yours. */
  async progressOf(ids: readonly string[], { signal }: CallOptions = {}): Promise<ProgressList> {
    const all: ProgressList = { progress: [], missing: [] };
    for (let from = 0; from < ids.length; from += IDS_A_CALL) {
      const query = { ids: ids.slice(from, from + IDS_A_CALL).join(',') };
      const part = await this.#api.answer<ProgressList>({ method: 'GET', path: '/missions/progress', query, signal });
      all.progress.push(...part.progress);
      all.missing.push(...part.missing);
    }
    return all;
  }

  /**
   * Every change until the mission is over: heard from Firestore if the client was given one, else from the stream, else
   * by asking as often as the server advises. What does not work falls back to the next by itself.
   */
  follow(id: string, options: FollowOptions = {}): Following {
    const { clock } = this.#api;
    return followMission({ id, clock, api: this.#api, streams: this.#streams, firestore: this.#firestore }, options);
  }

  /**
   * Waits until the mission is over: its result, null if it completed without one. Throws `mission_failed` with the
   * mission's own error, `mission_cancelled`, or `gave_up` after `timeoutMs`; the mission goes on then.
   */
  async wait(id: string, options: FollowOptions & { timeoutMs?: number } = {}): Promise<ResultAnswer | null> {
    const { timeoutMs, ...how } = options;
    const following = this.follow(id, how);
    let last: ProgressAnswer | null = null;
    let isLate = false;
    const endLate = (): void => {
      isLate = true;
      following.close();
    };
    const calledOff = timeoutMs === undefined ? null : this.#api.clock.later(timeoutMs, endLate);
    try {
      for await (const { progress } of following) last = progress;
    } finally {
      calledOff?.();
    }
    if (last?.status === 'completed') return await this.#resultOrNull(id, how);
    if (last?.status === 'failed' || last?.status === 'cancelled') throw missionEnded(last);
    throw gaveUp(id, isLate ? (timeoutMs ?? 0) : 0, last);
  }

  approve(id: string, options: CallOptions = {}): Promise<MissionAnswer> {
    return this.#post(`${pathOf(id)}/approve`, undefined, true, options);
  }

  execute(id: string, options: CallOptions = {}): Promise<MissionAnswer> {
    return this.#post(`${pathOf(id)}/execute`, undefined, true, options);
  }

  pause(id: string, options: CallOptions = {}): Promise<MissionAnswer> {
    return this.#post(`${pathOf(id)}/pause`, undefined, true, options);
  }

  resume(id: string, options: CallOptions = {}): Promise<MissionAnswer> {
    return this.#post(`${pathOf(id)}/resume`, undefined, true, options);
  }

  /** Ends it; `reason` is kept with it, and in its history. */
  cancel(id: string, { reason, signal }: CallOptions & { reason?: string | undefined } = {}): Promise<MissionAnswer> {
    return this.#post(`${pathOf(id)}/cancel`, reason === undefined ? undefined : { reason }, true, { signal });
  }

  /** Changes a proposed mission; what is left out stays. */
  edit(id: string, body: EditMissionRequest, { signal }: CallOptions = {}): Promise<MissionAnswer> {
    return this.#api.answer({ method: 'PATCH', path: pathOf(id), body, isRepeatable: true, signal });
  }

  /** Runs a failed or cancelled mission again, from the step where it ended unless `from_step` says otherwise. */
  retry(id: string, body: RetryMissionRequest = {}, options: CallOptions = {}): Promise<MissionAnswer> {
    // Sent twice, the second might meet a failure of the run that the first began.
    return this.#post(`${pathOf(id)}/retry`, body, false, options);
  }

  /** Answers what it asks. Name the question by its `wait_id`, so that the answer can't meet a later one. */
  answer(id: string, body: AnswerRequest, options: CallOptions = {}): Promise<MissionAnswer> {
    return this.#post(`${pathOf(id)}/answer`, body, body.wait_id !== undefined, options);
  }

  /** Sends it a signal. Sent twice it may be kept for the next wait, so it is not repeated by itself. */
  signal(id: string, body: SignalRequest, options: CallOptions = {}): Promise<MissionAnswer> {
    return this.#post(`${pathOf(id)}/signal`, body, false, options);
  }

  /** What it found. Throws `result_not_ready` before it is completed, `no_result` if there will be none. */
  result(id: string, options: CallOptions = {}): Promise<ResultAnswer> {
    return this.#get(`${pathOf(id)}/result`, options);
  }

  /** What it is writing now: to be shown, not to be built on. Empty where nothing is being written. */
  drafts(id: string, options: CallOptions = {}): Promise<DraftList> {
    return this.#get(`${pathOf(id)}/drafts`, options);
  }

  /** A page of its history, oldest first, after entry `after`. */
  events(id: string, { signal, ...query }: CallOptions & { after?: number; limit?: number } = {}): Promise<EventList> {
    return this.#api.answer({ method: 'GET', path: `${pathOf(id)}/events`, query, signal });
  }

  /** A page of how its steps ended, in the newest attempt or in `attempt`. */
  steps(
    id: string,
    { signal, ...query }: CallOptions & { attempt?: number; after?: number; limit?: number } = {},
  ): Promise<StepList> {
    return this.#api.answer({ method: 'GET', path: `${pathOf(id)}/steps`, query, signal });
  }

  /**
   * Everything that happens to it as it happens, from its first entry or after `lastEventId`, until it is over. A
   * connection that is cut is made again without a gap.
   */
  stream(
    id: string,
    { signal, lastEventId }: CallOptions & { lastEventId?: string } = {},
  ): AsyncGenerator<StreamEvent, void, undefined> {
    return streamEvents(this.#streams, `${pathOf(id)}/stream`, { signal, lastEventId });
  }

  /** What the worker of an external mission says of step `index`. A report that comes twice is recorded once. */
  report(id: string, index: number, body: StepReport, options: CallOptions = {}): Promise<ReportAnswer> {
    return this.#post(`${pathOf(id)}/steps/${index}`, body, true, options);
  }

  /** That the worker of an external mission is alive. */
  heartbeat(id: string, worker = 'worker', options: CallOptions = {}): Promise<ReportAnswer> {
    return this.#post(`${pathOf(id)}/heartbeat`, { worker }, true, options);
  }

  /** Any other operation of the API, with the same sign-in, repeats and errors. */
  request<T>(call: Call): Promise<T> {
    return this.#api.answer(call);
  }

  #get<T>(path: string, { signal }: CallOptions): Promise<T> {
    return this.#api.answer({ method: 'GET', path, signal });
  }

  #post<T>(path: string, body: unknown, isRepeatable: boolean, { signal }: CallOptions): Promise<T> {
    const call: Call = { method: 'POST', path, isRepeatable, signal, ...(body === undefined ? {} : { body }) };
    return this.#api.answer(call);
  }

  async #resultOrNull(id: string, options: CallOptions): Promise<ResultAnswer | null> {
    try {
      return await this.result(id, options);
    } catch (error) {
      if (error instanceof MissionProgressError && error.code === 'no_result') return null;
      throw error;
    }
  }
}

function pathOf(id: string): string {
  return `/missions/${encodeURIComponent(id)}`;
}
