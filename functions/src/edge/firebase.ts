import { type App, initializeApp } from 'firebase-admin/app';
import type { Config } from './config.ts';

/**
 * The one Firebase app of this process. On the emulator suite it names a service account, because otherwise enqueuing
 * a task asks Google's metadata server for one, which is not there.
 */
export function createApp(config: Config): App {
  return initializeApp(
    config.emulators === null
      ? { projectId: config.project }
      : { projectId: config.project, serviceAccountId: `suite@${config.project}.iam.gserviceaccount.com` },
  );
}
