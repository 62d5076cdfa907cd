import { connection } from '../connectionStore.ts';
import { session } from '../session.ts';
import { toast } from '../ui/toast.ts';
import { UPDATE_WORDS } from '../words/offline.ts';

/** A page that is open all day asks for a newer build this often: one conditional request of about 3 kB. */
const ASK_EVERY_MS = 60 * 60_000;
/** How often it looks whether that time has come; timers of a tab that sleeps are not to be counted on. */
const LOOK_EVERY_MS = 10 * 60_000;
/** By then the page has been drawn, whatever keeps the server's answer away. */
const LATEST_MS = 10_000;

/**
 * Registers the service worker, which keeps the page's files on this device. After the first snapshot is drawn, so that
 * a first visit is no slower by it. A newer build that it finds is offered, and never takes over by itself.
 */
export async function keepPage(): Promise<void> {
  // Absent in some private windows and without HTTPS: the page then works as long as there is a network.
  if (!('serviceWorker' in navigator)) return;
  await drawn();
  const { serviceWorker } = navigator;
  // The first worker to come serves the build that is on screen; any later one brings another.
  let isKept = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    if (isKept) tellNewVersion();
    isKept = true;
  });
  try {
    watch(await serviceWorker.register('/sw.js', { updateViaCache: 'none' }));
  } catch {
    // Offline, or forbidden by the browser: the next load tries again.
  }
}

function watch(registration: ServiceWorkerRegistration): void {
  const look = (): void => {
    const { installing } = registration;
    if (registration.waiting !== null && registration.active !== null) tellNewVersion();
    installing?.addEventListener('statechange', look);
  };
  look();
  registration.addEventListener('updatefound', look);
  let askedAt = Date.now();
  const ask = (): void => {
    if (document.hidden || Date.now() - askedAt < ASK_EVERY_MS) return;
    askedAt = Date.now();
    registration.update().catch(() => {
      // Offline: asked again in an hour.
    });
  };
  document.addEventListener('visibilitychange', ask);
  setInterval(ask, LOOK_EVERY_MS);
}

let isTold = false;

/** The worker on duty gives way to the newer one when a page is loaded, so a reload is all that it takes. */
function tellNewVersion(): void {
  if (isTold) return;
  isTold = true;
  toast(UPDATE_WORDS.ready, { action: { label: UPDATE_WORDS.reload, act: () => location.reload() } });
}

/** When the server's first answer is on screen, or none is to come. */
function drawn(): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      const { lastServerAt, feeds } = connection.get();
      const { phase } = session.get();
      if (lastServerAt !== null || phase === 'out' || (phase === 'in' && feeds.size === 0)) done();
    };
    const ends = [connection.subscribe(check), session.subscribe(check)];
    const latest = setTimeout(done, LATEST_MS);
    function done(): void {
      clearTimeout(latest);
      for (const end of ends) end();
      resolve();
    }
    check();
  });
}
