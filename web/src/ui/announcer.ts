import { createStore } from '../store.ts';
import { nextOf, SILENT, withMessage, withoutKind, withSaid } from './speech.ts';

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
/** Of what kind the polite words are that stand in the page now. */
let politeKind = '';
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says `text` politely, in its turn. Silent while the page is hidden: nobody wants to hear a tab they left. */
export function announce(kind: string, text: string): void {
  say(kind, text, false);
}

/** Says `text` before all that is polite, and mostly at once: something failed or needs a decision. */
export function alertNow(text: string, kind = `alert ${text}`): void {
  say(kind, text, true);
}

/**
 * What was said politely of `kind`, or waits to be, is no longer so: it is not said any more, and a reader who looks for
 * the words does not find them. Answers whether something had not been said yet.
 */
export function takeBack(kind: string): boolean {
  const { length } = speech.waiting;
  speech = withoutKind(speech, kind);
  if (politeKind === kind) showPolitely('', '');
  return speech.waiting.length < length;
}

function showPolitely(kind: string, text: string): void {
  politeKind = kind;
  polite.set({ text, count: polite.get().count + 1 });
}

function say(kind: string, text: string, isUrgent: boolean): void {
  if (document.hidden) {
    // What is not said makes what waits no truer.
    speech = withoutKind(speech, kind);
    return;
  }
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
  if (message.isUrgent) alerted.set({ text: message.text, count: alerted.get().count + 1 });
  else showPolitely(message.kind, message.text);
  speech = withSaid(speech, message, Date.now());
  speakInTurn();
}
