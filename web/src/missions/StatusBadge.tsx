import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleStop,
  Clock,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  ThumbsUp,
} from 'lucide-react';
import type { Badge, BadgeIcon } from './missionGlance.ts';

export const STATUS_ICONS: Record<BadgeIcon, LucideIcon> = {
  proposed: CircleDashed,
  approved: ThumbsUp,
  queued: Clock,
  in_progress: LoaderCircle,
  waiting: Hourglass,
  paused: CirclePause,
  pausing: CirclePause,
  cancelling: CircleStop,
  completed: CircleCheck,
  failed: CircleAlert,
  cancelled: Ban,
};

/** A mission's status: icon, word and colour. */
export function StatusBadge({ badge, isShort = false }: { readonly badge: Badge; readonly isShort?: boolean }) {
  const Icon = STATUS_ICONS[badge.icon];
  return (
    <span
      data-tone={badge.tone}
      data-status={badge.icon}
      className="inline-flex items-center justify-self-start gap-1.5 rounded-full border border-tone-line bg-tint py-0.5 pr-2.5 pl-2 text-sm font-medium whitespace-nowrap text-tone"
    >
      <Icon className={`size-4 ${badge.icon === 'in_progress' ? 'spin' : ''}`} aria-hidden />
      {isShort ? badge.shortWord : badge.word}
    </span>
  );
}
