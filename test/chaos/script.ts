import { type Chance, chanceOf } from './chance.ts';

/** What a step of one mission does, known to the step and to the checker. */
export interface StepScript {
  readonly durationMs: number;
  /** The share of its time after which it acts on the world outside. */
  readonly actsAfter: number;
  readonly reports: number;
  /** How often it fails in one attempt before it succeeds. */
  readonly failures: number;
  readonly failsBy: FailureKind;
  /** It always fails before this attempt; `Infinity`: in every one. */
  readonly healsAt: number;
  /** Goes on for a while when told to stop. */
  readonly isDeaf: boolean;
  readonly waits: readonly WaitScript[];
  /** The items of its list, if it runs one. */
  readonly items: readonly ItemScript[];
}

/** `error` may be tried again, `crash` is no AppError, `hang` runs into its time limit, `refusal` is final at once. */
export type FailureKind = 'error' | 'crash' | 'hang' | 'refusal';

/** A step asks these one after the other, each under its own key, before it does anything. */
export interface WaitScript {
  readonly key: string;
  readonly kind: 'approval' | 'signal' | 'time';
  readonly lastsMs: number;
  /** Whether the mission fails when nobody answers in time. */
  readonly failsOnExpiry: boolean;
}

/** `isBad`: it fails, and the list goes on without it. `failures`: it fails the whole step so often. */
export interface ItemScript {
  readonly durationMs: number;
  readonly failures: number;
  readonly isBad: boolean;
}

export interface MissionScript {
  readonly type: TypeName;
  readonly priority: number;
  /** Milliseconds after its creation before which it must not run; null: none. */
  readonly notBeforeMs: number | null;
  readonly steps: readonly StepScript[];
}

const STEP_COUNTS = { short: 5, slow: 3, doomed: 3, flaky: 3, fan: 3, asking: 3, timed: 2 } as const;
export type TypeName = keyof typeof STEP_COUNTS;

/** Every mission type of the campaign and how many steps it has. */
export const TYPES = (Object.keys(STEP_COUNTS) as TypeName[]).map((name) => ({ name, steps: STEP_COUNTS[name] }));

const SHARES: readonly (readonly [TypeName, number])[] = [
  ['short', 0.2],
  ['slow', 0.15],
  ['doomed', 0.1],
  ['flaky', 0.15],
  ['fan', 0.2],
  ['asking', 0.12],
  ['timed', 0.08],
];

/** The script of a mission: of its seed and id alone, so that every process knows it. */
export function scriptOf(seed: number, missionId: string): MissionScript {
  const chance = chanceOf(seed, 'script', missionId);
  const type = typeOf(chance.unit());
  const steps = Array.from({ length: STEP_COUNTS[type] }, (_, index) => stepOf(chance, type, index));
  const priority = chance.happens(0.3) ? chance.between(-5, 5) : 0;
  const notBeforeMs = chance.happens(0.1) ? chance.between(500, 6_000) : null;
  return { type, priority, notBeforeMs, steps };
}

/** Whether the step fails whenever it is run in `attempt`. */
export function isDoomed(step: StepScript, attempt: number): boolean {
  return attempt < step.healsAt;
}

function typeOf(drawn: number): TypeName {
  let left = drawn;
  for (const [name, share] of SHARES) {
    if (left < share) return name;
    left -= share;
  }
  return 'short';
}

function stepOf(chance: Chance, type: TypeName, index: number): StepScript {
  const quiet: StepScript = {
    durationMs: chance.below(300),
    actsAfter: chance.unit(),
    reports: 0,
    failures: 0,
    failsBy: 'error',
    healsAt: 1,
    isDeaf: chance.happens(0.05),
    waits: [],
    items: [],
  };
  const isMiddle = index === 1;
  switch (type) {
    case 'short':
      return { ...quiet, reports: chance.below(3) };
    case 'slow':
      return isMiddle ? { ...quiet, durationMs: chance.between(1_200, 3_500), reports: 20 } : quiet;
    case 'doomed':
      return index === 2 ? { ...quiet, ...doom(chance) } : quiet;
    case 'flaky':
      return isMiddle ? { ...quiet, failures: chance.between(1, 3), failsBy: failureKind(chance) } : quiet;
    case 'fan':
      return isMiddle ? { ...quiet, items: itemsOf(chance) } : quiet;
    case 'asking':
      return index < 2 ? { ...quiet, waits: asked(chance, index) } : quiet;
    case 'timed':
      return index === 0 ? { ...quiet, waits: [timeOf(chance)] } : quiet;
  }
}

function doom(chance: Chance): Partial<StepScript> {
  const healsAt = chance.happens(0.7) ? chance.between(2, 3) : Number.POSITIVE_INFINITY;
  return { healsAt, failsBy: chance.happens(0.5) ? 'refusal' : 'error' };
}

function failureKind(chance: Chance): FailureKind {
  return chance.pick(['error', 'error', 'crash', 'hang']);
}

function itemsOf(chance: Chance): ItemScript[] {
  const hasBad = chance.happens(0.4);
  const hasFailing = !hasBad && chance.happens(0.4);
  return Array.from({ length: chance.between(5, 40) }, () => ({
    durationMs: chance.below(150),
    failures: hasFailing && chance.happens(0.1) ? 1 : 0,
    isBad: hasBad && chance.happens(0.2),
  }));
}

function asked(chance: Chance, index: number): WaitScript[] {
  const one = (key: string): WaitScript => ({
    key,
    kind: chance.pick(['approval', 'signal']),
    lastsMs: chance.between(2_000, 20_000),
    failsOnExpiry: chance.happens(0.2),
  });
  return index === 1 && chance.happens(0.4) ? [one('first'), one('second')] : [one('first')];
}

function timeOf(chance: Chance): WaitScript {
  const lastsMs = chance.happens(0.2) ? chance.between(15_000, 60_000) : chance.between(300, 8_000);
  return { key: 'first', kind: 'time', lastsMs, failsOnExpiry: false };
}
