import { createStore } from '../store.ts';

/** The browser's offer to install the page, kept for the menu. Only Chromium makes it; no library of types has it. */
interface InstallOffer {
  readonly prompt: () => Promise<unknown>;
}

export const installOffer = createStore<InstallOffer | null>(null);

/** Listens from the first moment on: the browser offers once, before anything else is loaded. */
export function hearInstallOffers(): void {
  addEventListener('beforeinstallprompt', (event) => {
    if (!isOffer(event)) return;
    // Without this some browsers put a bar of their own over the page.
    event.preventDefault();
    installOffer.set(event);
  });
  addEventListener('appinstalled', () => installOffer.set(null));
}

/** Asks the reader, in the browser's own words. An offer can be used once. */
export function install(): void {
  const offer = installOffer.get();
  installOffer.set(null);
  void offer?.prompt();
}

function isOffer(event: Event): event is Event & InstallOffer {
  return 'prompt' in event && typeof event.prompt === 'function';
}
