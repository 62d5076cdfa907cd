import type { ComponentType } from 'react';
import { lazyPart } from '../shell/lazyPart.ts';
import { SETTINGS, SETTINGS_OFFLINE } from '../words/settings.ts';
import { AppearanceSection } from './AppearanceSection.tsx';

interface SettingsSection {
  /** What follows `/settings/` in the address. */
  readonly path: string;
  readonly label: string;
  /** What being offline means for it. */
  readonly offline: string;
  readonly Part: ComponentType;
}

/** What there is to set, in the order in which it is listed. Each part but the first comes in a chunk of its own. */
export const SECTIONS: readonly SettingsSection[] = [
  { path: '', label: SETTINGS.appearance, offline: SETTINGS_OFFLINE.device, Part: AppearanceSection },
  {
    path: 'notifications',
    label: SETTINGS.notifications,
    offline: SETTINGS_OFFLINE.device,
    Part: lazyPart(() => import('./NotificationsSection.tsx')),
  },
  {
    path: 'keyboard',
    label: SETTINGS.keyboard,
    offline: SETTINGS_OFFLINE.device,
    Part: lazyPart(() => import('./KeyboardSection.tsx')),
  },
  {
    path: 'account',
    label: SETTINGS.account,
    offline: SETTINGS_OFFLINE.account,
    Part: lazyPart(() => import('./account/AccountSection.tsx')),
  },
  {
    path: 'data',
    label: SETTINGS.data,
    offline: SETTINGS_OFFLINE.data,
    Part: lazyPart(() => import('./data/DataSection.tsx')),
  },
  {
    path: 'keys',
    label: SETTINGS.keys,
    offline: SETTINGS_OFFLINE.keys,
    Part: lazyPart(() => import('./keys/KeysSection.tsx')),
  },
  {
    path: 'webhooks',
    label: SETTINGS.webhooks,
    offline: SETTINGS_OFFLINE.webhooks,
    Part: lazyPart(() => import('./webhooks/WebhooksSection.tsx')),
  },
  {
    path: 'connection',
    label: SETTINGS.connection,
    offline: SETTINGS_OFFLINE.device,
    Part: lazyPart(() => import('./connection/ConnectionSection.tsx')),
  },
];
