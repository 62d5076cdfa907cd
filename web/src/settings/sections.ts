import type { ComponentType } from 'react';
import { lazyPart } from '../shell/lazyPart.ts';
import { GeneralSection } from './GeneralSection.tsx';

interface SettingsSection {
  /** What follows `/settings/` in the address. */
  readonly path: string;
  readonly label: string;
  readonly Part: ComponentType;
}

/** What there is to set, in the order in which it is listed. Each part but the first comes in a chunk of its own. */
export const SECTIONS: readonly SettingsSection[] = [
  { path: '', label: 'General', Part: GeneralSection },
  { path: 'keys', label: 'API keys', Part: lazyPart(() => import('./keys/KeysSection.tsx')) },
  { path: 'webhooks', label: 'Webhooks', Part: lazyPart(() => import('./webhooks/WebhooksSection.tsx')) },
];
