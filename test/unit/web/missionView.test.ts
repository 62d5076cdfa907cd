import { describe, expect, test } from 'vitest';
import { MISSION_STATUSES, type Mission } from '../../../functions/src/schema/mission.ts';
import { stepDetailView } from '../../../web/src/missions/step/stepDetailView.ts';
import { CANCEL_DIALOG } from '../../../web/src/words/actions.ts';
import { after, at, CLAIM, failedAt, IN_STATUS, progressed } from '../../support/missions.ts';
import { external, reported } from '../../support/states.ts';
import { viewAt as view } from '../../support/views.ts';

const running = () => IN_STATUS.in_progress();
const cancelled = { type: 'cancel_requested', by: 'anna' } as const;

function oneDone(): Mission {
  return after(
    running(),
    {
      type: 'step_completed',
      fence: 1,
      stepIndex: 0,
      message: 'looked',
      output: null,
      usage: {},
      tool: null,
      result: null,
      notes: [],
    },
    at(10),
  );
}

describe('every status', () => {
  const expected = {
    proposed: {
      word: 'Proposed',
      tone: 'waiting',
      percent: '0 %',
      actions: ['approve', 'edit', 'cancel'],
      section: 'needs_you',
    },
    approved: {
      word: 'Approved',
      tone: 'paused',
      percent: '0 %',
      actions: ['execute', 'cancel'],
      section: 'needs_you',
    },
    queued: { word: 'Queued', tone: 'queued', percent: '0 %', actions: ['pause', 'cancel'], section: 'active' },
    in_progress: { word: 'Running', tone: 'running', percent: '0 %', actions: ['pause', 'cancel'], section: 'active' },
    waiting: {
      word: 'Waiting for approval',
      tone: 'waiting',
      percent: '0 %',
      actions: ['pause', 'cancel'],
      section: 'needs_you',
    },
    paused: { word: 'Paused', tone: 'paused', percent: '0 %', actions: ['resume', 'cancel'], section: 'resting' },
    completed: { word: 'Completed', tone: 'succeeded', percent: '100 %', actions: [], section: 'over' },
    failed: { word: 'Failed', tone: 'failed', percent: '0 %', actions: ['retry'], section: 'over' },
    cancelled: { word: 'Cancelled', tone: 'cancelled', percent: '0 %', actions: ['retry'], section: 'over' },
  } as const;

  test.each(MISSION_STATUSES)('%s has its word, tone, percent, actions and place in the list', (status) => {
    const shown = view(IN_STATUS[status](), 7);
    expect({
      word: shown.badge.word,
      tone: shown.badge.tone,
      percent: shown.percentText,
      actions: shown.actions.map((action) => action.command),
      section: shown.section,
    }).toEqual(expected[status]);
  });

  test.each(MISSION_STATUSES)('%s: what cannot be undone, or needs to know more, asks first', (status) => {
    const { actions } = view(IN_STATUS[status](), 7);
    for (const { command, confirm } of actions) {
      expect(confirm !== null, command).toBe(command === 'cancel' || command === 'retry' || command === 'edit');
    }
    // The most useful one stands out, and no other.
    expect(actions.slice(1).map(({ look }) => look)).not.toContain('primary');
  });
});

describe('time left', () => {
  test.each([
    ['proposed', 'Needs your approval'],
    ['approved', 'Ready to run'],
    ['queued', 'About to start'],
    ['in_progress', 'Estimating…'],
    ['waiting', 'Needs your answer'],
    ['paused', 'Paused'],
    ['completed', ''],
    ['failed', ''],
    ['cancelled', ''],
  ] as const)('%s says %j', (status, text) => {
    expect(view(IN_STATUS[status](), 4).eta.text).toBe(text);
  });

  test('a running mission with a rate says about how long', () => {
    const half = after(running(), progressed(0, 0.5), at(8));
    expect(view(half, 8).eta.text).toMatch(/^(about \d+ s to|less than) \d min left$/);
  });

  test('a stalled mission says since when nothing was heard, and what happens', () => {
    const shown = view(running(), 3 + 70);
    expect(shown.isStalled).toBe(true);
    expect(shown.eta.text).toBe('No sign of life from its runner for 1 min 10 s');
    expect(shown.note?.text).toMatch(/Another one takes over/);
  });

  test('a mission that is being cancelled says so, offers nothing more, and is not called stalled', () => {
    const cancelling = after(running(), cancelled, at(4));
    const shown = view(cancelling, 6);
    expect(shown.badge).toMatchObject({ word: 'Cancelling', icon: 'cancelling' });
    expect(shown.eta.text).toBe('Stopping…');
    expect(shown.isStalled).toBe(false);
    expect(shown.actions).toEqual([]);
    expect(shown.note?.text).toBe('Stopping the running step.');
    expect(view(cancelling, 90).isStalled).toBe(false);
  });

  test('that finished steps are kept is said only where there are some', () => {
    expect(view(after(oneDone(), cancelled, at(11)), 12).note?.text).toMatch(/Finished steps are kept/);
    expect(view(after(oneDone(), failedAt(1), at(12)), 13).failure?.kept).toMatch(/Finished steps are kept/);
  });

  test('the question before a cancel follows the mission: waiting, in its first step, with steps done, over', () => {
    const asked = [IN_STATUS.queued(), running(), oneDone(), IN_STATUS.completed()].map(
      (mission) => view(mission, 12).actions.find((action) => action.command === 'cancel')?.confirm,
    );
    expect(asked).toEqual(['cancel_idle', 'cancel_first_step', 'cancel_running', undefined]);
  });

  test('it speaks of a running step only where there is one, and of a retry always', () => {
    const pause = { type: 'pause_requested', by: 'anna' } as const;
    const pausedAfter = (mission: Mission) =>
      after(after(mission, pause, at(11)), { type: 'stopped', fence: 1 }, at(12));
    const resting = [IN_STATUS.waiting(), pausedAfter(running()), pausedAfter(oneDone())];
    resting.push(after(pausedAfter(oneDone()), { type: 'resume_requested' }, at(12)));
    const asked = resting.map(
      (mission) => view(mission, 12).actions.find((action) => action.command === 'cancel')?.confirm,
    );
    expect(asked).toEqual(['cancel_begun', 'cancel_begun', 'cancel_between', 'cancel_between']);
    for (const [question, text] of Object.entries(CANCEL_DIALOG).filter(([key]) => key.startsWith('cancel_'))) {
      expect(text).toMatch(/You can retry|you can retry/i);
      expect(/running step/.test(text)).toBe(question === 'cancel_first_step' || question === 'cancel_running');
    }
  });
});

describe('progress', () => {
  test('the percent is cut, never rounded up: 19.8 is 19', () => {
    const nearly = after(running(), progressed(0, 0.99), at(5));
    expect(view(nearly, 5)).toMatchObject({ percentText: '19 %', subText: '1 of 2 pages' });
  });

  test('the running step is named with its number', () => {
    expect(view(running(), 4)).toMatchObject({ stepText: 'Step 1 of 3 — First', countText: '0 of 3' });
  });

  test('steps: done with how long, running, and to do', () => {
    const mission = oneDone();
    expect(view(mission, 12).steps.shown).toMatchObject([
      { name: 'First', state: 'completed', durationText: '7 s', message: 'looked' },
      { name: 'Second', state: 'running', durationText: '2 s' },
      { name: 'Third', state: 'pending', word: 'To do', durationText: '' },
    ]);
  });

  test('after the end, what did not run says so, and its clock stands', () => {
    const failed = after(running(), failedAt(0), at(10));
    expect(view(failed, 5000).steps.shown.map((step) => [step.state, step.durationText])).toEqual([
      ['failed', '7 s'],
      ['not_run', ''],
      ['not_run', ''],
    ]);
    expect(view(failed, 5000).elapsedText).toBe('7 s');
  });

  describe('a step that was laid aside', () => {
    const pause = { type: 'pause_requested', by: 'anna' } as const;
    const resume = { type: 'resume_requested' } as const;
    const done = {
      stepIndex: 0,
      message: 'looked',
      output: null,
      usage: {},
      tool: null,
      notes: [],
      isLast: false,
      result: null,
    };

    test('before its worker began it, has not run, however long it stood until the mission was cancelled', () => {
      const begun = after(external(), reported({ kind: 'started', stepIndex: 0, name: null, message: '' }), at(10));
      const asked = after(begun, pause, at(20));
      const paused = after(asked, reported({ kind: 'completed', ...done }), at(30));
      expect(view(paused, 100).steps.shown[1]).toMatchObject({ state: 'paused', durationText: '' });
      const ended = [after(paused, cancelled, at(257)), after(after(paused, resume, at(200)), cancelled, at(257))];
      for (const mission of ended) {
        expect(view(mission, 5000).steps.shown[1]).toMatchObject({
          ...{ state: 'not_run', word: 'Not run', durationText: '', message: '' },
          bar: { waited: 1, ran: 0, text: 'waited 3 min 47 s, ran 0 s' },
        });
        const detail = stepDetailView(mission, { index: 1, attempt: null }, null, null);
        expect(detail).toMatchObject({ state: 'not_run', message: '', facts: [] });
      }
    });

    test('while it ran, ran for as long as it did, and waited after that', () => {
      const paused = after(oneDone(), pause, at(100));
      const idle = after(paused, cancelled, at(370));
      expect(view(idle, 5000).steps.shown[1]).toMatchObject({
        ...{ state: 'cancelled', durationText: '1 min 30 s' },
        bar: { waited: 0.75, ran: 0.25, text: 'waited 4 min 30 s, ran 1 min 30 s' },
      });
      const again = after(after(paused, resume, at(200)), { ...CLAIM, taskId: 'task-2' }, at(210));
      const running = after(after(again, cancelled, at(215)), { type: 'stopped', fence: 2 }, at(216));
      expect(view(running, 5000).steps.shown[1]).toMatchObject({ state: 'cancelled', durationText: '6 s' });
    });
  });

  test('a failure says what happened, where, and what to do', () => {
    expect(view(IN_STATUS.failed(), 9).failure).toEqual({
      title: 'Failed at First',
      attemptText: '',
      message: 'No page could be read.',
      next: 'Check the domains.',
      step: 'First',
      code: 'no_page_read',
      kept: '',
    });
  });

  test('only what changes by itself is under way', () => {
    const underWay = (
      ['proposed', 'approved', 'queued', 'in_progress', 'waiting', 'paused', 'completed'] as const
    ).filter((status) => view(IN_STATUS[status](), 9).isUnderWay);
    expect(underWay).toEqual(['queued', 'in_progress', 'waiting']);
  });

  test('the bar speaks in a sentence, and the title leads with the percent', () => {
    const half = after(running(), progressed(0, 0.5), at(8));
    expect(view(half, 8).spokenProgress).toMatch(
      /^10 percent, Step 1 of 3, First, 1 of 2 pages, (about|less than) .* minutes left$/,
    );
    expect(view(half, 8).title).toBe('10 % · Find Python tutorials');
    expect(view(IN_STATUS.proposed(), 8).title).toBe('(!) Find Python tutorials');
  });
});
