import { describe, expect, test } from 'vitest';
import type { MissionEvent } from '../../../functions/src/core/events.ts';
import { planSteps, windowAt } from '../../../functions/src/core/plan.ts';
import type { External } from '../../../functions/src/schema/external.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { missionFacts } from '../../../web/src/missions/missionFacts.ts';
import { after, at, CLAIM, completed, EXECUTE, failedAt, IN_STATUS, proposed } from '../../support/missions.ts';
import { viewAt } from '../../support/views.ts';

function view(mission: Mission, seconds: number, position: number | null = null) {
  return viewAt(mission, seconds, { position });
}

const policy = { attempts: 5, backoffMs: 60_000, factor: 2, maxBackoffMs: 600_000 };

function failing(stepIndex: number): MissionEvent {
  return { ...(failedAt(stepIndex) as Extract<MissionEvent, { type: 'step_failed' }>), retry: { policy, chance: 1 } };
}

describe('a step that is tried again', () => {
  const retrying = () => after(IN_STATUS.in_progress(), failing(0), at(10));

  test('says which try comes when, with a countdown and what went wrong', () => {
    const shown = view(retrying(), 22);
    expect(shown.steps.shown[0]).toMatchObject({ state: 'retrying', errorText: 'No page could be read.' });
    expect(shown.steps.shown[0]?.triesText).toMatch(/^Retrying 2 of 5, next at \d\d:\d\d \(in 48 s\)$/);
    expect(shown.eta.text).toBe('Next try in 48 s');
    expect(shown).toMatchObject({ subText: 'Retrying 2 of 5', doing: '' });
    expect(shown.failure).toBeNull();
    expect(view(retrying(), 71).steps.shown[0]?.triesText).toBe('Retrying 2 of 5, about to begin');
  });

  test('once it runs again it says the number of its try, and no longer the error', () => {
    const claimed = after(retrying(), { ...CLAIM, holder: 'runner-2', taskId: 'task-2' }, at(70));
    const again = after(claimed, { type: 'retried', fence: 2, stepIndex: 0 }, at(71));
    expect(view(again, 72).steps.shown[0]).toMatchObject({ state: 'running', triesText: 'Try 2 of 5', errorText: '' });
    const done = after(again, completed(0, 2), at(80));
    expect(view(done, 81).steps.shown[0]).toMatchObject({ state: 'completed', triesText: 'Done at try 2 of 5' });
  });

  test('a runner that was lost is no failure of the step: nothing is said of it', () => {
    const taken = after(IN_STATUS.in_progress(), { ...CLAIM, holder: 'runner-2', taskId: 'task-2' }, at(60));
    expect(taken.execution_record.progress_tracker.current_step?.losses).toBe(1);
    expect(view(taken, 61).steps.shown[0]).toMatchObject({ state: 'running', triesText: '', errorText: '' });
    expect(view(taken, 61)).toMatchObject({ note: null, isStalled: false });
  });
});

describe('in the queue', () => {
  const place = (change: Partial<Mission>) => ({ ...IN_STATUS.queued(), ...change }) as Mission;

  test('scheduled: when it starts', () => {
    const mission = place({ queue_place: 'scheduled', not_before: at(302) });
    expect(view(mission, 2).eta.text).toMatch(/^Starts at \d\d:\d\d \(in 5 min\)$/);
    expect(view(mission, 2).section).toBe('resting');
    expect(view(mission, 303).eta.text).toBe('About to start');
  });

  test('in line: its number as soon as that is known', () => {
    const mission = place({ queue_place: 'in_line', wake_at: null });
    expect(view(mission, 3).eta.text).toBe('In line');
    expect([1, 2, 3, 4, 11, 21, 112].map((n) => view(mission, 3, n).eta.text)).toEqual(
      ['1st', '2nd', '3rd', '4th', '11th', '21st', '112th'].map((nth) => `${nth} in line`),
    );
    expect(view(mission, 3).section).toBe('resting');
  });

  test('with a slot: about to start, and among those that run', () => {
    expect(view(IN_STATUS.queued(), 3)).toMatchObject({ eta: { text: 'About to start' }, section: 'active' });
  });
});

describe('pausing and paused', () => {
  const running = () => after(IN_STATUS.in_progress(), completed(0), at(10));
  const pausing = () => after(running(), { type: 'pause_requested', by: 'anna' }, at(12));

  test('pausing says so, is not called stalled, and can still be cancelled', () => {
    const shown = view(pausing(), 90);
    expect(shown).toMatchObject({ badge: { icon: 'pausing', word: 'Pausing', tone: 'paused' }, isStalled: false });
    expect(shown.eta.text).toBe('Pausing…');
    expect(shown.note?.text).toMatch(/starts again.*Finished steps are kept/);
    expect(shown.actions.map(({ command }) => command)).toEqual(['cancel']);
  });

  test('queued again after a pause: it waits from then on, and the pause is neither that nor work', () => {
    const resumed = after(
      after(pausing(), { type: 'stopped', fence: 1 }, at(13)),
      { type: 'resume_requested' },
      at(133),
    );
    expect(view(resumed, 134)).toMatchObject({
      eta: { text: 'About to go on' },
      spentText: 'ran for 10 s, waiting for 1 s',
    });
  });

  test('paused: the clock tells work from the pause, and so does the time that it took in all', () => {
    const paused = after(pausing(), { type: 'stopped', fence: 1 }, at(13));
    expect(view(paused, 133)).toMatchObject({
      badge: { word: 'Paused', tone: 'paused' },
      spentText: 'ran for 10 s, paused for 2 min',
      note: { tone: 'paused' },
    });
    const resumed = after(paused, { type: 'resume_requested' }, at(133));
    const again = after(resumed, { ...CLAIM, taskId: 'task-2' }, at(134));
    expect(view(again, 163).spentText).toBe('running for 2 min 40 s (of which 2 min 1 s waiting)');
    const done = [1, 2].reduce((mission, index) => after(mission, completed(index, 2), at(200)), again);
    expect(view(done, 900).spentText).toBe('took 3 min 17 s (of which 2 min 1 s waiting)');
  });

  test('a moment in the queue is not worth a word', () => {
    expect(view(IN_STATUS.completed(), 900).spentText).toBe('took 3 s');
  });
});

describe('a further attempt', () => {
  const failed = () => after(after(IN_STATUS.in_progress(), completed(0), at(10)), failedAt(1), at(12));

  test('is numbered, and its clock begins anew', () => {
    const first = failed();
    const { plan, plan_start, plan_start_percent } = first;
    const retried = after(
      first,
      {
        type: 'retry_requested',
        fromStep: 1,
        changes: {},
        isLimited: false,
        window: { plan, plan_start, plan_start_percent },
      },
      at(5000),
    );
    expect(view(retried, 5001)).toMatchObject({ attemptText: 'attempt 2', spentText: '', percentText: '20 %' });
    const running = after(retried, { ...CLAIM, attempt: 2, taskId: 'task-2' }, at(5002));
    expect(view(running, 5010)).toMatchObject({ attemptText: 'attempt 2', spentText: 'running for 8 s' });
    expect(view(first, 13).attemptText).toBe('');
  });
});

const EXTERNAL: External = {
  is_growing: true,
  expected_steps: null,
  stalled_after_seconds: 60,
  failed_after_seconds: 600,
};

/** An external mission that grows, after `done` steps. */
function grown(done: number, external: External = EXTERNAL): Mission {
  const fresh: Mission = { ...proposed(), type: 'external', external, plan: [] };
  const queued = after(after(fresh, { type: 'approved' }, at(1)), EXECUTE, at(2));
  return Array.from({ length: done }, (_, index) => index).reduce((mission, index) => {
    const said = { type: 'reported', worker: 'laptop', expectedSteps: null } as const;
    const begun = after(
      mission,
      { ...said, report: { kind: 'started', stepIndex: index, name: `part ${index}`, message: '' } },
      at(3 + index),
    );
    const end = { stepIndex: index, message: '', output: null, usage: {}, tool: null, result: null, notes: [] };
    return after(begun, { ...said, report: { kind: 'completed', isLast: false, ...end } }, at(3 + index));
  }, queued);
}

describe('an external mission', () => {
  test('that grows has no percent, and says how many steps are done', () => {
    const shown = view(grown(7), 11);
    expect(shown).toMatchObject({ percent: null, percentText: '7 steps done', countText: '' });
    expect(shown.spokenProgress).toMatch(/^7 steps done/);
    expect(shown.spokenProgress).not.toMatch(/percent|of 7|of 8/);
    expect(view(grown(1), 11).percentText).toBe('1 step done');
    expect(view(grown(1), 11).title).toBe('1 step done · Find Python tutorials');
    expect(shown.eta.text).toBe('');
    expect(shown.steps.afterText).toBe('');
  });

  test('that grows towards an expected number has a percent, and says what is to come', () => {
    const shown = view(grown(7, { ...EXTERNAL, expected_steps: 20 }), 11);
    expect(shown).toMatchObject({ percentText: '35 %', countText: '7 of 20' });
    expect(shown.steps.afterText).toBe('13 more to come');
  });

  test('waits for its worker, and says when it fails without one', () => {
    const shown = view(grown(0), 3);
    expect(shown.eta.text).toBe('Waiting for its worker');
    expect(shown.steps).toMatchObject({ shown: [], beforeText: 'No step is known yet.' });
    expect(shown.note?.text).toMatch(/^No worker has taken it yet\. If nothing is heard, it fails at \d\d:\d\d/);
  });

  test('whose worker falls silent is stalled by its own measure', () => {
    expect(view(grown(2), 3 + 50).isStalled).toBe(false);
    const shown = view(grown(2), 4 + 70);
    expect(shown.eta.text).toBe('No sign of life from its worker for 1 min 10 s');
    expect(shown.note?.text).toMatch(/may come back\. If nothing is heard, it fails at/);
  });

  test('shows who works and how long they may be silent, and neither scope nor limits', () => {
    const labels = (mission: Mission) => missionFacts(mission).flatMap((group) => group.facts);
    const shown = labels(grown(2));
    expect(shown.map(({ label }) => label)).not.toContain('Allowed domains');
    expect(shown.map(({ label }) => label)).not.toContain('Pages');
    expect(shown).toContainEqual({ label: 'Worked on by', values: ['laptop'] });
    expect(shown).toContainEqual({ label: 'Fails', values: ['after 10 min of silence'] });
    expect(labels(proposed()).map(({ label }) => label)).toContain('Pages');
  });
});

describe('a mission of thousands of steps', () => {
  const whole = planSteps(Array.from({ length: 10_000 }, (_, index) => ({ name: `page_${index}`, weight: 1 })));

  function far(start: number): Mission {
    const mission = { ...IN_STATUS.in_progress(), ...windowAt(whole, start) };
    const record = mission.execution_record;
    const tracker = { ...record.progress_tracker, completed_count: start + 40, total_steps: 10_000 };
    return { ...mission, execution_record: { ...record, progress_tracker: tracker } };
  }

  test('shows a window of its steps, and how many are before and after it', () => {
    const { steps } = view(far(200), 10);
    expect(steps.shown).toHaveLength(100);
    expect(steps.shown[0]).toMatchObject({ index: 200, name: 'Page 200', state: 'completed' });
    expect(steps.shown[41]).toMatchObject({ state: 'pending' });
    expect(steps).toMatchObject({ beforeText: '200 steps before, all done', afterText: '9,700 more to come' });
    expect(view(far(200), 10).countText).toBe('240 of 10,000');
  });

  test('has nothing before its first window and nothing after its last', () => {
    expect(view(far(0), 10).steps).toMatchObject({ beforeText: '', afterText: '9,900 more to come' });
    expect(view(far(9_900), 10).steps).toMatchObject({ afterText: '' });
    expect(view(IN_STATUS.in_progress(), 10).steps).toMatchObject({ beforeText: '', afterText: '' });
  });

  test('says how its bars are to be read where there are any', () => {
    expect(view(IN_STATUS.proposed(), 10).steps.barsText).toBe('');
    expect(view(IN_STATUS.in_progress(), 10).steps.barsText).toMatch(
      /^Bars: hollow while .*, solid while .* waiting included, /,
    );
  });

  test('that ended early says what did not run', () => {
    const failed = after(far(200), failedAt(0), at(12));
    expect(view(failed, 13).steps.afterText).toBe('9,700 more, not run');
  });
});
