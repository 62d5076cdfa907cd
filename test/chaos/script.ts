import { type Chance, chanceOf } from './chance.ts';

/** What a step of one mission does, known to the step and to the checker. */
export interface StepScript {
  readonly durationMs: number;
  /** The share of its time after which it acts on the world outside. */
  readonly actsAfter: number;
  readonly reports: number;
  /** How often it fails before it succeeds; `Infinity`: always. */
  readonly failures: number;
  /** Goes on for a while when told to stop. */
  readonly isDeaf: boolean;
}

export interface MissionScript {
  readonly type: TypeName;
  readonly steps: readonly StepScript[];
}

const STEP_COUNTS = { short: 5, slow: 3, doomed: 3 } as const;
export type TypeName = keyof typeof STEP_COUNTS;

/** Every mission type of the campaign and how many steps it has. */
export const TYPES = Object.entries(STEP_COUNTS).map(([name, steps]) => ({ name, steps }));

const QUIET: StepScript = { durationMs: 0, actsAfter: 0.5, reports: 0, failures: 0, isDeaf: false };

/** The script of a mission: of its seed and id alone, so that every process knows it. */
export function scriptOf(seed: number, missionId: string): MissionScript {
  const chance = chanceOf(seed, 'script', missionId);
  const type = typeOf(chance.unit());
  const steps = Array.from({ length: STEP_COUNTS[type] }, (_, index) => stepOf(chance, type, index));
  return { type, steps };
}

function typeOf(drawn: number): TypeName {
  if (drawn < 0.55) return 'short';
  return drawn < 0.85 ? 'slow' : 'doomed';
}

function stepOf(chance: Chance, type: TypeName, index: number): StepScript {
  const step = { ...QUIET, actsAfter: chance.unit(), durationMs: chance.below(300), isDeaf: chance.happens(0.05) };
  switch (type) {
    case 'short':
      return { ...step, reports: chance.below(3) };
    case 'slow':
      return index === 1 ? { ...step, durationMs: chance.between(1200, 3500), reports: 20 } : step;
    case 'doomed':
      return index === 2 ? { ...step, failures: Number.POSITIVE_INFINITY } : step;
  }
}

/** What comes to an owner's mind while the mission runs. */
export interface Whim {
  readonly command: 'cancel';
  readonly afterMs: number;
}

/** What the owner of a mission will do to it, and when. */
export function whimsOf(seed: number, missionId: string): Whim[] {
  const chance = chanceOf(seed, 'whims', missionId);
  return chance.happens(0.15) ? [{ command: 'cancel', afterMs: chance.below(6_000) }] : [];
}
