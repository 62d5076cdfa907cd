import type { RunTask } from '../../functions/src/edge/tasks.ts';
import type { RunEnding } from './record.ts';
import type { RunAsked } from './world.ts';

/** What a runner process needs to begin; the only argument of its command line, as JSON. */
export interface RunnerPlan {
  readonly name: string;
  readonly projectId: string;
  readonly seed: number;
  readonly aheadMs: number;
  readonly limits: ChaosLimits;
}

/** How many missions may run at once: of one owner, and of a type. */
export interface ChaosLimits {
  readonly perOwner: number | null;
  readonly perType: readonly (readonly [string, number])[];
}

export type ToRunner =
  | { readonly kind: 'deliver'; readonly deliveryId: string; readonly task: RunTask; readonly limitMs: number | null }
  | { readonly kind: 'clock'; readonly aheadMs: number }
  | { readonly kind: 'answer'; readonly callId: number; readonly value: unknown; readonly error: string | null };

export type FromRunner =
  | { readonly kind: 'ready' }
  | { readonly kind: 'delivered'; readonly deliveryId: string; readonly error: string | null }
  | { readonly kind: 'call'; readonly callId: number; readonly call: Call };

/** What a runner asks of the parent and waits for: the queue, and the world outside. */
export type Call =
  | { readonly name: 'enqueue'; readonly task: RunTask; readonly dueAt: string | null }
  | { readonly name: 'begin'; readonly asked: Omit<RunAsked, 'runner'> }
  | { readonly name: 'effect'; readonly runId: string }
  | { readonly name: 'end'; readonly runId: string; readonly how: RunEnding };
