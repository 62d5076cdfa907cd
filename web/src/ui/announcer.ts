import { createStore } from '../store.ts';
import { nextOf, SILENT, withMessage, withSaid } from './speech.ts';

export interface Announced {
  readonly text: string;
  /** Grows with each message, so that the same words twice are two messages. */
  readonly count: number;
}

const NOTHING: Announced = { text: '', count: 0 };

/** What the live regions say. */
export const polite = createStore(NOTHING);
export const alerted = createStore(NOTHING);

let speech = SILENT;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says `text` politely, in its turn. Silent while the page is hidden: nobody wants to hear a tab they left. */
export function announce(kind: string, text: string): void {
  say(kind, text, false);
}

/** Says `text` before all that is polite, and mostly at once: something failed or needs a decision. */
export function alertNow(text: string, kind = `alert ${text}`): void {
  say(kind, text, true);
}

function say(kind: string, text: string, isUrgent: boolean): void {
  if (document.hidden) return;
  speech = withMessage(speech, { kind, text, isUrgent });
  speakInTurn();
}

function speakInTurn(): void {
  clearTimeout(timer);
  const next = nextOf(speech);
  if (next !== null) timer = setTimeout(speak, Math.max(0, next.at - Date.now()));
}

function speak(): void {
  // Left meanwhile: what waited is old by the time somebody is back.
  if (document.hidden) {
    speech = { ...speech, waiting: [] };
    return;
  }
  const next = nextOf(speech);
  if (next === null) return;
  const { message } = next;
  const store = message.isUrgent ? alerted : polite;
  store.set({ text: message.text, count: store.get().count + 1 });
  speech = withSaid(speech, message, Date.now());
  speakInTurn();
}
