import { describe, expect, test } from 'vitest';
import type { External } from '../../../functions/src/schema/external.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import { missionView } from '../../../web/src/missions/missionView.ts';
import { NO_ETA } from '../../../web/src/missions/noEta.ts';
import { after, at, completed, EXECUTE, IN_STATUS, proposed } from '../../support/missions.ts';
import { viewAt } from '../../support/views.ts';

const EXTERNAL: External = {
  ...{ is_growing: true, expected_steps: null },
  ...{ stalled_after_seconds: 60, failed_after_seconds: 600 },
};
const approved = after({ ...proposed(), type: 'external', external: EXTERNAL, plan: [] }, { type: 'approved' }, at(1));
/** An external mission that no worker has taken. */
const untaken = after(approved, EXECUTE, at(2));

/** Its note, by a page that has heard nothing since `heard` and whose clock says `clock`. */
function noteAt(mission: Mission, clock: number, heard = clock): string {
  return missionView(mission, toEpochMs(at(heard)), NO_ETA, toEpochMs(at(clock))).note?.text ?? '';
}

describe('the end of an external mission that no worker takes', () => {
  test('is counted down to while the server is silent, and never said to have come', () => {
    expect(noteAt(untaken, 3, 3)).toMatch(/it fails at \d\d:\d\d \(in 9 min 59 s\)\.$/);
    expect(noteAt(untaken, 303, 3)).toMatch(/it fails at \d\d:\d\d \(in 4 min 59 s\)\.$/);
    expect(noteAt(untaken, 900, 3)).toMatch(/it fails at \d\d:\d\d\.$/);
  });

  test('is told to come now where the server is heard', () => {
    expect(noteAt(untaken, 900)).toMatch(/it fails now\.$/);
  });
});

describe('a mission that is asked to stop', () => {
  const running = after(IN_STATUS.in_progress(), completed(0), at(10));

  test('says until when it waits for a runner that says nothing, and what happens then', () => {
    const pausing = after(running, { type: 'pause_requested', by: 'anna' }, at(12));
    // Mostly it is over in a second: a deadline would only flash.
    expect(noteAt(pausing, 20)).not.toMatch(/heard/);
    expect(noteAt(pausing, 23)).toMatch(
      /resumed\. If nothing is heard, it is paused at \d\d:\d\d \(in 7 s\)\. Finished/,
    );
    expect(noteAt(pausing, 31)).toMatch(/Nothing was heard: it is paused within a minute\./);
    const cancelling = after(running, { type: 'cancel_requested', by: 'anna' }, at(12));
    expect(noteAt(cancelling, 23)).toMatch(/If nothing is heard, it is cancelled at .* \(in 7 s\)\./);
  });

  test('by an external one at once: its worker hears of it with its next report', () => {
    const begun = { kind: 'started', stepIndex: 0, name: 'part', message: '' } as const;
    const taken = after(untaken, { type: 'reported', worker: 'laptop', expectedSteps: null, report: begun }, at(10));
    const pausing = after(taken, { type: 'pause_requested', by: 'anna' }, at(20));
    expect(noteAt(pausing, 20)).toMatch(
      /Its worker hears of it with its next report\. If nothing is heard, it is paused at \d\d:\d\d \(in 50 s\)\./,
    );
    expect(viewAt(pausing, 20).eta.text).toBe('Pausing…');
  });
});
