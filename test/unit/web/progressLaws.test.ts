import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import { digestOf, isOlder } from '../../../web/src/missions/missionDigest.ts';
import { type MissionView, missionView } from '../../../web/src/missions/missionView.ts';
import { NO_ETA } from '../../../web/src/missions/noEta.ts';
import { START } from '../../support/missions.ts';
import { story, tell } from '../../support/stories.ts';

/** What the page shows of each state that a mission came into, in an order that a network may make of them. */
function shownOf(missions: readonly Mission[]): MissionView[] {
  let newest: Mission | null = null;
  return missions.map((mission) => {
    // What the page does with every snapshot: an older one is dropped.
    if (newest === null || !isOlder(digestOf(mission), digestOf(newest))) newest = mission;
    return missionView(newest, toEpochMs(START) + 5_000_000, NO_ETA);
  });
}

test('whatever happens, and in whatever order it arrives, the percent on screen never falls within an attempt', () => {
  fc.assert(
    fc.property(story, fc.array(fc.nat(), { maxLength: 40 }), (told, late) => {
      const states: Mission[] = [];
      tell(told, (before, outcome) => {
        states.push(before);
        if (outcome.kind === 'applied') states.push(outcome.mission);
      });
      const arrived = states.flatMap((mission, index) => {
        const again = states[(late[index] ?? index) % (index + 1)];
        return again === undefined ? [mission] : [mission, again];
      });
      const shown = shownOf(arrived);
      for (const [index, { attempt, percent, percentText, badge }] of shown.entries()) {
        const before = shown[index - 1];
        if (percent === null) continue;
        expect(percentText === '100 %').toBe(badge.icon === 'completed');
        if (before?.attempt !== attempt || before.percent === null) continue;
        expect(Number.parseInt(percentText, 10)).toBeGreaterThanOrEqual(Number.parseInt(before.percentText, 10));
      }
    }),
    { numRuns: 300 },
  );
});
