import { describe, expect, test } from 'vitest';
import type { MissionEvent, WaitRequest } from '../../../functions/src/core/events.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { after, at, IN_STATUS } from '../../support/missions.ts';
import { viewAt as view } from '../../support/views.ts';

const HOUR_MS = 3_600_000;

function waiting(wait: WaitRequest): Mission {
  const event: MissionEvent = { type: 'step_waited', fence: 1, stepIndex: 0, notes: [], seen: null, wait };
  return after(IN_STATUS.in_progress(), event, at(4));
}

const approval = {
  kind: 'approval',
  key: 'go',
  question: 'Spend 40 dollars?\nOn <b>this</b>',
  choices: [
    { choice: 'yes', label: 'Spend it' },
    { choice: 'no', label: 'Leave it' },
  ],
  expiresInMs: HOUR_MS,
  onExpiry: null,
} as const satisfies WaitRequest;

const signal = {
  kind: 'signal',
  key: 'deploy',
  question: '',
  signal: 'deploy-done',
  expiresInMs: HOUR_MS,
  onExpiry: 'fail',
} as const satisfies WaitRequest;

describe('a mission that waits', () => {
  test('for an answer: the question as it is, the choices, until when, and what then', () => {
    expect(view(waiting(approval), 64).wait).toMatchObject({
      kind: 'approval',
      question: approval.question,
      choices: approval.choices,
      untilText: expect.stringMatching(/^Until \d\d:\d\d \(in 59 min\)\.$/),
      thenText: 'If nobody answers by then, the mission fails.',
    });
    const fallback = view(waiting({ ...approval, onExpiry: 'no' }), 5).wait;
    expect(fallback?.thenText).toBe('If nobody answers by then, it counts as “Leave it”.');
  });

  test('for a signal: its name, and what happens without it', () => {
    const shown = view(waiting(signal), 5);
    expect(shown.badge).toMatchObject({ word: 'Waiting for a signal', shortWord: 'Waiting', icon: 'waiting' });
    expect(shown.eta.text).toBe('Waiting for “deploy-done”');
    expect(shown.wait).toMatchObject({ kind: 'signal', signal: 'deploy-done' });
    expect(shown.wait?.thenText).toMatch(/the mission fails/);
    expect(view(waiting({ ...signal, onExpiry: 'continue' }), 5).wait?.thenText).toMatch(/goes on without it/);
    expect(shown.section).toBe('resting');
    expect(shown.title).not.toMatch(/^\(!\)/);
  });

  test('for a moment: a countdown that ends', () => {
    const mission = waiting({ kind: 'time', key: 'later', question: 'Night has to come', until: at(304) });
    expect(view(mission, 4)).toMatchObject({ eta: { text: 'Goes on in 5 min' }, section: 'resting' });
    expect(view(mission, 299.5).eta.text).toBe('Goes on in 5 s');
    expect(view(mission, 305).eta.text).toBe('About to go on');
    expect(view(mission, 305).wait?.untilText).toBe('The time is up.');
  });

  test('asks for its owner in the title, and shows no time left and no running clock', () => {
    const shown = view(waiting(approval), 64);
    expect(shown.title).toBe('(!) Find Python tutorials');
    expect(shown.steps.shown[0]).toMatchObject({ state: 'waiting', word: 'Waiting', durationText: '' });
    expect(shown.spentText).toBe('ran for 1 s, waiting for 1 min');
  });

  test('a paused one asks nothing until it is resumed, and says so', () => {
    const paused = after(waiting(approval), { type: 'pause_requested', by: 'anna' }, at(8));
    expect(view(paused, 9)).toMatchObject({ wait: null, section: 'resting' });
    expect(view(paused, 9).note?.text).toMatch(/goes on waiting/);
    const resumed = after(paused, { type: 'resume_requested' }, at(10));
    expect(view(resumed, 11).wait?.kind).toBe('approval');
  });
});
