import { describe, expect, it } from 'vitest';
import type { MissionEvent } from '../../../functions/src/core/events.ts';
import { nextState } from '../../../functions/src/core/nextState.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { checkEffects, type Noted } from '../../chaos/checkEffects.ts';
import { checkHolders } from '../../chaos/checkHolders.ts';
import { checkIntent } from '../../chaos/checkIntent.ts';
import { checkItems } from '../../chaos/checkItems.ts';
import { checkRecord } from '../../chaos/checkRecord.ts';
import { checkRest } from '../../chaos/checkRest.ts';
import { checkSightings } from '../../chaos/checkSightings.ts';
import type { MissionRecord, Stored } from '../../chaos/missionRecord.ts';
import type { Fault, Run, Sighting } from '../../chaos/record.ts';
import type { MissionScript, StepScript, WaitScript } from '../../chaos/script.ts';
import { at, CLAIM, completed, EXECUTE, failedAt, PLAN, proposed } from '../../support/missions.ts';

const ID = 'mission-1';

/** The documents that `events` leave behind, as the product itself makes them. */
function recordOf(events: readonly MissionEvent[]): MissionRecord {
  const first: Mission = { ...proposed(), seq: 0 };
  const record = { mission: first, ledger: [], items: [], history: [], results: [] } as {
    mission: Mission;
    ledger: Stored<unknown>[];
    items: Stored<unknown>[];
    history: Stored<unknown>[];
    results: Stored<unknown>[];
  };
  for (const [index, event] of events.entries()) {
    const outcome = nextState(record.mission, event, at(index));
    if (outcome.kind !== 'applied') throw new Error(`${event.type} was ${outcome.kind}`);
    record.mission = outcome.mission;
    for (const entry of outcome.history) record.history.push({ id: String(entry.seq).padStart(9, '0'), data: entry });
    const { ledger, result, items } = outcome;
    for (const item of items) record.items.push({ id: `${item.group}-${item.item_index}`, data: item });
    if (ledger !== null) record.ledger.push({ id: `${ledger.attempt}-${ledger.step_index}`, data: ledger });
    if (result !== null) record.results.push({ id: String(result.attempt), data: result });
  }
  return record as MissionRecord;
}

const BEGUN: readonly MissionEvent[] = [{ type: 'approved' }, EXECUTE, CLAIM];
const DONE = recordOf([...BEGUN, ranStep(0), ranStep(1), ranStep(2)]);
const FAILED = recordOf([...BEGUN, ranStep(0), failedAt(1)]);

/** A step whose output names the run that made it: step 0 is run-1. */
function ranStep(index: number): MissionEvent {
  return { ...completed(index), output: { run_id: `run-${index + 1}`, items: [], answers: {} } } as MissionEvent;
}

function rulesOf(record: MissionRecord): string[] {
  return [...new Set(checkRecord(record).map((violation) => violation.rule))];
}

/** `record` with one mission field changed, whatever its schema says. */
function withMission(record: MissionRecord, changes: Record<string, unknown>): MissionRecord {
  return { ...record, mission: { ...record.mission, ...changes } };
}

function withTracker(record: MissionRecord, changes: Record<string, unknown>): MissionRecord {
  const before = record.mission.execution_record;
  const progress_tracker = { ...before.progress_tracker, ...changes };
  return withMission(record, { execution_record: { ...before, progress_tracker } });
}

function changed<T>(stored: readonly Stored<T>[], index: number, changes: Partial<T>): Stored<T>[] {
  return stored.map((one, here) => (here === index ? { ...one, data: { ...one.data, ...changes } } : one));
}

describe('the documents of a mission', () => {
  it('as the product makes them break nothing', () => {
    expect(checkRecord(DONE)).toEqual([]);
    expect(checkRecord(FAILED)).toEqual([]);
  });

  const planted: readonly (readonly [string, string, MissionRecord])[] = [
    ['a mission that is not over', 'comes_home', recordOf(BEGUN)],
    [
      'two statuses',
      'one_status',
      withMission(DONE, { execution_record: { ...DONE.mission.execution_record, status: 'failed' } }),
    ],
    ['an attempt that ended twice', 'one_end', { ...DONE, history: [...DONE.history, ...FAILED.history.slice(-1)] }],
    ['an end that the history does not tell', 'one_end', { ...DONE, history: DONE.history.slice(0, -1) }],
    ['a gap in the history', 'history', { ...DONE, history: DONE.history.filter((_, index) => index !== 2) }],
    ['a history that goes on past the mission', 'history', withMission(DONE, { seq: DONE.mission.seq - 1 })],
    ['a number that comes twice', 'history', { ...DONE, history: changed(DONE.history, 2, { seq: 2 }) }],
    ['an entry under the id of another', 'history', { ...DONE, history: changed(DONE.history, 0, { seq: 9 }) }],
    ['an attempt that falls', 'history', { ...DONE, history: changed(DONE.history, 4, { attempt: 0 }) }],
    ['a ledger entry that is gone', 'tracker', { ...DONE, ledger: DONE.ledger.slice(1) }],
    [
      'a ledger entry under the id of another',
      'ledger',
      { ...DONE, ledger: changed(DONE.ledger, 1, { step_index: 7 }) },
    ],
    ['a step that was completed twice', 'ledger', { ...DONE, history: [...DONE.history, ...DONE.history.slice(3, 4)] }],
    ['a step by a fence that never was', 'ledger', { ...DONE, ledger: changed(DONE.ledger, 2, { fence: 5 }) }],
    [
      'a later step by an earlier fence',
      'ledger',
      withMission({ ...DONE, ledger: changed(DONE.ledger, 0, { fence: 2 }) }, { fence: 2 }),
    ],
    ['an entry of an attempt that never was', 'ledger', { ...DONE, ledger: changed(DONE.ledger, 0, { attempt: 2 }) }],
    [
      'a step that is counted and failed',
      'tracker',
      { ...DONE, ledger: changed(DONE.ledger, 1, { status: 'failed' }) },
    ],
    ['a step that is not counted', 'tracker', withTracker(DONE, { completed_count: 2 })],
    ['a shown step that is another', 'tracker', withTracker(DONE, { completed_steps: [] })],
    ['an end short of 100 percent', 'tracker', withTracker(DONE, { progress_percent: 99 })],
    ['100 percent of a failure', 'tracker', withTracker(FAILED, { progress_percent: 100 })],
    [
      'a step that runs after the end',
      'tracker',
      withTracker(FAILED, {
        current_step: { ...FAILED.mission.execution_record.progress_tracker.current_step, status: 'running' },
      }),
    ],
    ['a completion without a result', 'result', { ...DONE, results: [] }],
    ['a result of a failure', 'result', { ...FAILED, results: DONE.results }],
  ];

  it.each(planted)('%s is a violation of "%s"', (_, rule, record) => {
    expect(rulesOf(record)).toContain(rule);
  });
});

describe('what the world outside saw', () => {
  function runOf(number: number, changes: Partial<Run> = {}): Run {
    const begun = number * 10;
    const ids = { runId: `run-${number}`, missionId: ID, attempt: 1, stepIndex: number - 1, itemIndex: null };
    const where = { runner: 'runner-1', deliveryId: 'delivery-1', begun };
    return { ...ids, ...where, effects: 1, ended: { tick: begun + 5, how: 'returned' }, ...changes };
  }
  const RUNS = [runOf(1), runOf(2), runOf(3)];
  const CUT = runOf(9, { stepIndex: 0, begun: 5, ended: null });

  function noted(runs: readonly Run[], faults: readonly Fault[] = []): Noted {
    const delivery = { deliveryId: 'delivery-1', missionId: ID, taskId: 'task', runner: 'runner-1', begun: 1 };
    return { runs, faults, deliveries: new Map([['delivery-1', delivery]]) };
  }
  const details = (what: Noted): string[] => checkEffects(what, [DONE]).map((violation) => violation.detail);

  it('breaks nothing when every run is recorded', () => {
    expect(details(noted(RUNS))).toEqual([]);
  });

  it.each<readonly [string, Omit<Fault, 'tick'>]>([
    ['its runner was killed', { kind: 'killed', runner: 'runner-1' }],
    ['its mission was delivered twice', { kind: 'overlapped', missionId: ID }],
    ['Firestore was away', { kind: 'emulator_paused' }],
  ])('excuses a run that is not recorded when %s', (_, fault) => {
    expect(details(noted([CUT, ...RUNS], [{ ...fault, tick: 7 }]))).toEqual([]);
  });

  it.each<readonly [string, readonly Fault[]]>([
    ['nothing was done', []],
    ['something was done to another runner', [{ kind: 'killed', runner: 'runner-2', tick: 7 }]],
    ['something was done to another mission', [{ kind: 'overlapped', missionId: 'mission-2', tick: 7 }]],
    ['only the sweep ran it too', [{ kind: 'swept', missionId: ID, tick: 7 }]],
    ['something was done before its delivery', [{ kind: 'killed', runner: 'runner-1', tick: 0 }]],
    ['something was done after the next run began', [{ kind: 'killed', runner: 'runner-1', tick: 11 }]],
  ])('does not excuse it when %s', (_, faults) => {
    expect(details(noted([CUT, ...RUNS], faults))).toEqual([expect.stringContaining('nothing cut it')]);
  });

  it('excuses a run that its script made fail', () => {
    expect(details(noted([{ ...CUT, ended: { tick: 6, how: 'failed' } }, ...RUNS]))).toEqual([]);
  });

  it.each<readonly [string, readonly Run[], string]>([
    ['acted twice', [runOf(1, { effects: 2 }), ...RUNS.slice(1)], 'acted 2 times'],
    ['was recorded and did not act', [runOf(1, { effects: 0 }), ...RUNS.slice(1)], 'acted 0 times'],
    ['was recorded and never ended', [runOf(1, { ended: null }), ...RUNS.slice(1)], 'ended never'],
    ['is in the ledger and was never seen', RUNS.slice(1), 'nobody saw run-1'],
  ])('a run that %s is a violation', (_, runs, words) => {
    expect(details(noted(runs)).join('; ')).toContain(words);
  });
});

describe('what is recorded under a fence', () => {
  const seen = (holder: string, fence = 1): Sighting => ({
    ...{ missionId: ID, attempt: 1, status: 'in_progress', percent: 0, seq: 4, tick: 0 },
    ...{ fence, holder },
  });
  const run: Run = {
    ...{ runId: 'run-1', missionId: ID, attempt: 1, stepIndex: 0, itemIndex: null },
    ...{ runner: 'runner-1', deliveryId: 'delivery-1', begun: 60, effects: 1, ended: null },
  };
  const details = (sightings: readonly Sighting[], changes: Partial<Run> = {}): string[] => {
    const noted = { runs: [{ ...run, ...changes }], faults: [], deliveries: new Map() };
    return checkHolders([DONE], sightings, noted).map((violation) => violation.detail);
  };

  it.each<readonly [string, readonly Sighting[], Partial<Run>]>([
    ['its holder did it', [seen('runner-1:77:delivery-1')], {}],
    ['the sweep did it', [seen('sweep:task')], { deliveryId: 'parent' }],
    ['nobody saw the holder', [seen('runner-2:78:delivery-2', 2)], {}],
  ])('breaks nothing when %s', (_, sightings, changes) => {
    expect(details(sightings, changes)).toEqual([]);
  });

  it.each<readonly [string, string]>([
    ['another delivery', 'runner-2:78:delivery-2'],
    ['a sweep', 'sweep:task'],
  ])('is a violation when %s held it', (_, holder) => {
    expect(details([seen(holder)])).toEqual([expect.stringContaining('step 1-0 was recorded with fence 1')]);
  });
});

describe('a mission at rest', () => {
  const SEEN: Sighting = {
    missionId: ID,
    attempt: 1,
    status: 'paused',
    percent: 40,
    seq: 9,
    fence: 2,
    holder: null,
    tick: 50,
  };
  const RUN: Run = {
    ...{ runId: 'run-1', missionId: ID, attempt: 1, stepIndex: 0, itemIndex: null },
    ...{ runner: 'runner-1', deliveryId: 'delivery-1', begun: 60, effects: 1, ended: null },
  };
  const rest = (run: Run, seen: Partial<Sighting>, faults: readonly Fault[]): string[] => {
    const delivery = { deliveryId: 'delivery-1', missionId: ID, taskId: 'task', runner: 'runner-1', begun: 10 };
    const noted = { runs: [run], faults, deliveries: new Map([['delivery-1', delivery]]) };
    return checkRest([{ ...SEEN, ...seen }], noted).map((violation) => violation.detail);
  };

  it.each(['paused', 'completed', 'failed', 'cancelled'] as const)('begins nothing once it was seen %s', (status) => {
    expect(rest(RUN, { status }, [])).toEqual([`run-1 began after it was seen ${status}`]);
  });

  it.each<readonly [string, Run, Partial<Sighting>, readonly Fault[]]>([
    ['it had begun before', { ...RUN, begun: 40 }, {}, []],
    ['it was not at rest', RUN, { status: 'in_progress' }, []],
    ['its owner resumed it', RUN, {}, [{ kind: 'resumed', missionId: ID, tick: 55 }]],
    ['its owner retried it', RUN, { status: 'failed' }, [{ kind: 'retried', missionId: ID, tick: 55 }]],
    [
      'its owner was about to resume it',
      RUN,
      {},
      [{ kind: 'resumed', missionId: ID, tick: 45, until: Number.POSITIVE_INFINITY }],
    ],
    ['its runner slept meanwhile', RUN, {}, [{ kind: 'stopped', runner: 'runner-1', tick: 20 }]],
  ])('breaks nothing when %s', (_, run, seen, faults) => {
    expect(rest(run, seen, faults)).toEqual([]);
  });

  it('has no excuse in what asked it to rest', () => {
    expect(rest(RUN, {}, [{ kind: 'paused', missionId: ID, tick: 30, until: 49 }])).toHaveLength(1);
  });

  it('is not woken by what was answered before it was seen', () => {
    expect(rest(RUN, {}, [{ kind: 'resumed', missionId: ID, tick: 45, until: 48 }])).toHaveLength(1);
  });

  it('counts from the first look, though another came later', () => {
    const noted = {
      runs: [RUN],
      faults: [{ kind: 'resumed', missionId: ID, tick: 55 }] as const,
      deliveries: new Map(),
    };
    expect(checkRest([{ ...SEEN, tick: 58 }, SEEN], noted)).toEqual([]);
  });

  it('counts from what came of it, though a late watcher told of it after that', () => {
    const cancelled: Sighting = { ...SEEN, status: 'cancelled', seq: 10, tick: 51 };
    const retried = [{ kind: 'retried', missionId: ID, tick: 53 }] as const;
    const noted = { runs: [RUN], faults: retried, deliveries: new Map() };
    expect(checkRest([{ ...SEEN, tick: 58 }, cancelled], noted)).toEqual([]);
    const began = checkRest([{ ...SEEN, tick: 62 }, cancelled], { ...noted, faults: [] });
    expect(began).toHaveLength(2);
  });

  it('is one rest, however much is noted of it meanwhile', () => {
    const resumed = [{ kind: 'resumed', missionId: ID, tick: 52, until: 54 }] as const;
    const noted = { runs: [RUN], faults: resumed, deliveries: new Map() };
    const signalled: Sighting = { ...SEEN, seq: 10, tick: 57 };
    expect(checkRest([SEEN, signalled], noted)).toEqual([]);
    expect(checkRest([SEEN, { ...signalled, seq: 12 }], noted)).toHaveLength(1);
  });

  it('is not woken by what was asked of another', () => {
    expect(rest(RUN, {}, [{ kind: 'resumed', missionId: 'mission-2', tick: 55 }])).toHaveLength(1);
  });
});

describe('what a watcher saw', () => {
  const SEEN: Sighting = {
    missionId: ID,
    attempt: 1,
    status: 'in_progress',
    percent: 40,
    seq: 9,
    fence: 2,
    holder: null,
    tick: 0,
  };

  it.each<readonly [string, Partial<Sighting>]>([
    ['more of everything', { percent: 50, seq: 10, fence: 3 }],
    ['another attempt, from the start', { attempt: 2, status: 'queued', percent: 0, seq: 10 }],
  ])('%s breaks nothing', (_, next) => {
    expect(checkSightings('anna', [SEEN, { ...SEEN, ...next }])).toEqual([]);
  });

  it.each<readonly [string, Partial<Sighting>, Partial<Sighting>]>([
    ['percent fell', {}, { percent: 39, seq: 10 }],
    ['seq fell', {}, { seq: 8 }],
    ['fence fell', {}, { fence: 1 }],
    ['attempt fell', {}, { attempt: 0, seq: 10 }],
    ['completed became', { status: 'completed', percent: 100 }, { status: 'failed', percent: 100, seq: 10 }],
    ['cancelled became', { status: 'cancelled' }, { status: 'in_progress', seq: 10 }],
  ])('that %s is a violation', (words, first, next) => {
    const [violation, ...more] = checkSightings('anna', [
      { ...SEEN, ...first },
      { ...SEEN, ...next },
    ]);
    expect(violation?.detail).toContain(words);
    expect(more).toEqual([]);
  });

  it('of two missions is not compared', () => {
    expect(checkSightings('anna', [SEEN, { ...SEEN, missionId: 'mission-2', seq: 1 }])).toEqual([]);
  });
});

const STEP: StepScript = {
  ...{ durationMs: 1, actsAfter: 0, reports: 0, failures: 0, failsBy: 'error', healsAt: 1, isDeaf: false },
  ...{ waits: [], items: [] },
};

/** A script of three steps, the second of which has `middle` in it. */
function scripted(middle: Partial<StepScript> = {}): MissionScript {
  return { type: 'short', priority: 0, notBeforeMs: null, steps: [STEP, { ...STEP, ...middle }, STEP] };
}

describe('the items of a list', () => {
  const item = { durationMs: 1, failures: 0, isBad: false };
  const SCRIPT = scripted({ items: [item, { ...item, isBad: true }, item] });
  const done = (index: number, isBad = false) => ({
    ...{ index, startedAt: at(4), finishedAt: at(5) },
    output: isBad ? null : { run_id: `run-1${index}` },
    error: isBad ? { code: 'no_page_read', message: 'Failed', next: null } : null,
  });
  const subProgress = { done: 3, total: 3, unit: 'items', fraction: 1 };
  const LISTED = recordOf([
    ...BEGUN,
    ranStep(0),
    {
      ...{ type: 'items_completed', fence: 1, stepIndex: 1, message: '3 of 3', subProgress, notes: [] },
      ...{ items: [done(0), done(1, true), done(2)], itemsBefore: 0 },
    },
    { ...completed(1), output: { run_id: 'run-2', items: ['run-10', null, 'run-12'], answers: {} } } as MissionEvent,
    ranStep(2),
  ]);
  const details = (record: MissionRecord): string[] => checkItems(record, SCRIPT).map((violation) => violation.detail);

  it('as the product records them break nothing', () => {
    expect(LISTED.items).toHaveLength(3);
    expect(details(LISTED)).toEqual([]);
    expect(checkRecord(LISTED)).toEqual([]);
  });

  it.each<readonly [string, MissionRecord, string]>([
    ['missing', { ...LISTED, items: LISTED.items.slice(1) }, 'recorded are 1,2'],
    ['there twice', { ...LISTED, items: [...LISTED.items, ...LISTED.items.slice(0, 1)] }, 'recorded are 0,0,1,2'],
    ['under the id of another', { ...LISTED, items: changed(LISTED.items, 0, { item_index: 2 }) }, 'is item 2 of'],
    ['of another step', { ...LISTED, items: changed(LISTED.items, 0, { step_index: 0 }) }, 'is of step 0'],
    [
      'completed against the script',
      { ...LISTED, items: changed(LISTED.items, 1, { status: 'completed' }) },
      'against',
    ],
    ['failed against the script', { ...LISTED, items: changed(LISTED.items, 0, { status: 'failed' }) }, 'against'],
    [
      'not the one that the output names',
      { ...LISTED, items: changed(LISTED.items, 0, { output: { run_id: 'run-99' } }) },
      'is not made of its items: 0',
    ],
  ])('one that is %s is a violation', (_, record, words) => {
    expect(details(record).join('; ')).toContain(words);
  });

  it('an item that was recorded acted exactly once', () => {
    const violations = checkEffects({ runs: [], deliveries: new Map(), faults: [] }, [LISTED]);
    expect(violations.map((violation) => violation.detail)).toContain(`${ID}/item 1-1-0: nobody saw run-10`);
  });
});

describe('attempts', () => {
  const retried: MissionEvent = {
    ...{ type: 'retry_requested', fromStep: 1, changes: {}, isLimited: false },
    window: { plan: PLAN, plan_start: 0, plan_start_percent: 0 },
  };
  const again: readonly MissionEvent[] = [{ ...CLAIM, attempt: 2 }, ranStepBy(1, 2), ranStepBy(2, 2)];
  const RETRIED = recordOf([...BEGUN, ranStep(0), failedAt(1), retried, ...again]);

  function ranStepBy(index: number, fence: number): MissionEvent {
    return { ...ranStep(index), fence } as MissionEvent;
  }

  it('that go on where the first one failed break nothing', () => {
    expect(RETRIED.mission.status).toBe('completed');
    expect(checkRecord(RETRIED)).toEqual([]);
  });

  it.each<readonly [string, string, MissionRecord]>([
    [
      'parts that do not know the last one',
      'parts',
      withMission(RETRIED, { ledger_parts: [{ attempt: 1, from_step: 0 }] }),
    ],
    ['parts that begin in the middle', 'parts', withMission(RETRIED, { ledger_parts: [{ attempt: 2, from_step: 1 }] })],
    [
      'a step that no attempt has done',
      'tracker',
      withMission(RETRIED, { ledger_parts: [{ attempt: 2, from_step: 0 }] }),
    ],
    [
      'a step shown otherwise than recorded',
      'tracker',
      { ...RETRIED, ledger: changed(RETRIED.ledger, 0, { tries: 4 }) },
    ],
  ])('%s are a violation of "%s"', (_, rule, record) => {
    expect(rulesOf(record)).toContain(rule);
  });
});

describe('how a mission was meant to end', () => {
  const KIND = scripted();
  const DOOMED = scripted({ healsAt: Number.POSITIVE_INFINITY });
  const CANCELLED = recordOf([...BEGUN.slice(0, 2), { type: 'cancel_requested', by: 'anna' }]);
  const ASKED: readonly Fault[] = [{ kind: 'cancelled', missionId: ID, tick: 1 }];
  const ANSWERED: readonly Fault[] = [{ kind: 'answered', missionId: ID, tick: 1 }];
  const wait: WaitScript = { key: 'first', kind: 'approval', lastsMs: 1, failsOnExpiry: false };
  const ASKING = scripted({ waits: [wait] });
  const STRICT = scripted({ waits: [{ ...wait, failsOnExpiry: true }] });

  function failedWith(code: string): MissionRecord {
    return withMission(FAILED, { error: { ...FAILED.mission.error, code } });
  }

  function answeredBy(answers: Record<string, string>): MissionRecord {
    const output = { run_id: 'run-2', items: [], answers };
    return { ...DONE, ledger: changed(DONE.ledger, 1, { output }) };
  }

  it.each<readonly [string, MissionRecord, MissionScript, readonly Fault[]]>([
    ['completed', DONE, KIND, []],
    ['completed, healed by now', DONE, scripted({ healsAt: 1 }), []],
    ['failed by its script', FAILED, DOOMED, []],
    ['failed because nobody answered', failedWith('wait_expired'), STRICT, []],
    ['cancelled by its owner', CANCELLED, KIND, ASKED],
    ['completed though its owner asked to cancel, too late', DONE, KIND, ASKED],
    ['answered by a person', answeredBy({ first: 'approve by anna' }), ASKING, ANSWERED],
    ['answered by expiry', answeredBy({ first: 'reject by expiry' }), ASKING, []],
  ])('%s breaks nothing', (_, record, script, faults) => {
    expect(checkIntent(record, script, faults)).toEqual([]);
  });

  it.each<readonly [string, MissionRecord, MissionScript, readonly Fault[]]>([
    ['completed against its script', DONE, DOOMED, []],
    ['completed before it heals', DONE, scripted({ healsAt: 2 }), []],
    ['failed without a cause', FAILED, KIND, []],
    ['failed by a wait that does not fail', failedWith('wait_expired'), ASKING, ANSWERED],
    ['failed by losses that it did not have', failedWith('runner_lost'), KIND, []],
    ['cancelled, and only another was to be', CANCELLED, KIND, [{ kind: 'cancelled', missionId: 'other', tick: 1 }]],
    ['answered, and nobody did', answeredBy({ first: 'approve by anna' }), ASKING, []],
    ['answered by an expiry that fails instead', answeredBy({ first: 'reject by expiry' }), STRICT, []],
    ['never asked', answeredBy({}), ASKING, []],
  ])('%s is a violation', (_, record, script, faults) => {
    expect(checkIntent(record, script, faults)).toHaveLength(1);
  });
});
