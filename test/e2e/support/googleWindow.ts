import type { BrowserContext, Page } from 'playwright-core';

/**
 * What stands in for Google's script, which a test can't fetch: messages between the page and a hidden frame of the Auth
 * emulator. The frame, and the window in which an account is chosen, are the emulator's own.
 */
export async function standInForGoogle(profile: BrowserContext): Promise<void> {
  await profile.route('https://apis.google.com/js/api.js*', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: `(${standIn.toString()})()` }),
  );
  // The emulator's window asks for fonts and looks from elsewhere, and does without.
  await profile.route(/unpkg\.com|fonts\.googleapis\.com/, (route) => route.abort());
}

/** Chooses the account of `email` in the window that `press` opens. */
export async function chooseGoogleAccount(page: Page, email: string, press: () => Promise<void>): Promise<void> {
  const opened = page.waitForEvent('popup');
  await press();
  const popup = await opened;
  const known = popup.locator('.js-reuse-account').filter({ hasText: email });
  await popup.locator('.js-new-account').waitFor();
  if ((await known.count()) > 0) return known.click();
  await popup.locator('.js-new-account').click();
  await popup.locator('#email-input').fill(email);
  await popup.locator('#sign-in').click();
}

/** Runs in the browser, in the page and in the emulator's frame. */
function standIn(): void {
  type Handler = (data: unknown) => unknown;
  interface Message {
    readonly gapi?: 'send' | 'answer';
    readonly id: number;
    readonly name: string;
    readonly value: unknown;
  }
  const handlers = new Map<string, Handler>();
  const early: MessageEvent<Message>[] = [];
  const answers = new Map<number, Handler>();
  const peer = (target: () => Window | null) => ({
    register(name: string, handler: Handler) {
      handlers.set(name, handler);
      for (const event of early.splice(0)) hear(event);
    },
    send(name: string, value: unknown, answer: Handler) {
      answers.set(answers.size, answer);
      target()?.postMessage({ gapi: 'send', name, value, id: answers.size - 1 }, '*');
    },
    restyle: () => Promise.resolve(),
    ping: (done: () => void) => Promise.resolve(done()),
  });
  const hear = (event: MessageEvent<Message>): void => {
    const { gapi, id, name, value } = event.data;
    if (gapi === 'answer') return void answers.get(id)?.(value);
    if (gapi !== 'send') return;
    const handler = handlers.get(name);
    if (handler === undefined) return void early.push(event);
    event.source?.postMessage({ gapi: 'answer', id, value: [handler(value)] }, { targetOrigin: '*' });
  };
  addEventListener('message', hear);
  const context = {
    getParentIframe: () => peer(() => parent),
    open: ({ url }: { url: string }, whenOpen: (frame: unknown) => unknown) =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.hidden = true;
        frame.addEventListener('load', () => resolve(whenOpen(peer(() => frame.contentWindow))));
        frame.src = url;
        document.body.append(frame);
      }),
  };
  const gapi = {
    load: (_name: string, { callback }: { callback: () => void }) => callback(),
    iframes: { Iframe: class {}, CROSS_ORIGIN_IFRAMES_FILTER: {}, getContext: () => context },
  };
  const script = document.currentScript;
  const asked = script instanceof HTMLScriptElement ? new URL(script.src).searchParams.get('onload') : null;
  Object.assign(window, { gapi });
  const ready: unknown = Reflect.get(window, asked ?? 'gapi_onload');
  if (typeof ready === 'function') ready();
}
