import {
  BookOpen,
  ListFilter,
  type LucideIcon,
  MonitorSmartphone,
  MoveRight,
  Settings,
  Target,
  Zap,
} from 'lucide-react';
import type { PaletteEntry } from './paletteView.ts';

/** By what kind of thing an entry is. */
export const ENTRY_ICONS: Readonly<Record<PaletteEntry['group'], LucideIcon>> = {
  here: Zap,
  missions: Target,
  go: MoveRight,
  filters: ListFilter,
  settings: Settings,
  device: MonitorSmartphone,
  guide: BookOpen,
};
