import type { ComponentType } from 'react';
import { lazyPart } from '../shell/lazyPart.ts';
import { SETTINGS } from '../words/settings.ts';
import { AppearanceSection } from './AppearanceSection.tsx';

interface SettingsSection {
  /** What follows `/settings/` in the address. */
  readonly path: string;
  readonly label: string;
  readonly Part: ComponentType;
}

/** What there is to set, in the order in which it is listed. Each part but the first comes in a chunk of its own. */
export const SECTIONS: readonly SettingsSection[] = [
  { path: '', label: SETTINGS.appearance, Part: AppearanceSection },
  {
    path: 'notifications',
    label: SETTINGS.notifications,
    Part: lazyPart(() => import('./NotificationsSection.tsx')),
  },
  { path: 'keyboard', label: SETTINGS.keyboard, Part: lazyPart(() => import('./KeyboardSection.tsx')) },
  { path: 'account', label: SETTINGS.account, Part: lazyPart(() => import('./account/AccountSection.tsx')) },
  { path: 'data', label: SETTINGS.data, Part: lazyPart(() => import('./data/DataSection.tsx')) },
  { path: 'keys', label: SETTINGS.keys, Part: lazyPart(() => import('./keys/KeysSection.tsx')) },
  { path: 'webhooks', label: SETTINGS.webhooks, Part: lazyPart(() => import('./webhooks/WebhooksSection.tsx')) },
  {
    path: 'connection',
    label: SETTINGS.connection,
    Part: lazyPart(() => import('./connection/ConnectionSection.tsx')),
  },
];
