import {
  Circle,
  CircleAlert,
  CircleCheck,
  CircleMinus,
  CirclePause,
  CircleStop,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  RefreshCw,
} from 'lucide-react';
import type { StepState } from './stepViews.ts';

const ICONS: Record<StepState, LucideIcon> = {
  pending: Circle,
  running: LoaderCircle,
  retrying: RefreshCw,
  waiting: Hourglass,
  paused: CirclePause,
  completed: CircleCheck,
  failed: CircleAlert,
  cancelled: CircleStop,
  not_run: CircleMinus,
};

/** A step's state as a picture; its word stands beside it. */
export function StepIcon({ state }: { readonly state: StepState }) {
  const Icon = ICONS[state];
  return <Icon className={`mt-0.5 size-5 shrink-0 text-tone ${state === 'running' ? 'spin' : ''}`} aria-hidden />;
}
