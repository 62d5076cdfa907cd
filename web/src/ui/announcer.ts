import { createStore } from '../store.ts';

/** Closer together and a screen reader cuts one message off with the next. */
const GAP_MS = 5_000;

export interface Announced {
  readonly text: string;
  /** Grows with each message, so that the same words twice are two messages. */
  readonly count: number;
}

const NOTHING: Announced = { text: '', count: 0 };

/** What the shell's two live regions say. */
export const polite = createStore(NOTHING);
export const alerted = createStore(NOTHING);

/** Messages that wait for their turn; of each kind only the newest, for the older one is no longer true. */
const waiting = new Map<string, string>();
let nextAt = 0;
let timer: ReturnType<typeof setTimeout> | null = null;

/** Says `text` politely, in its turn. Silent while the page is hidden: nobody wants to hear a tab they left. */
export function announce(kind: string, text: string): void {
  if (document.hidden) return;
  waiting.delete(kind);
  waiting.set(kind, text);
  schedule();
}

/** Says `text` at once: something failed or needs a decision. */
export function alertNow(text: string): void {
  if (document.hidden) return;
  alerted.set({ text, count: alerted.get().count + 1 });
}

function schedule(): void {
  if (timer !== null) return;
  timer = setTimeout(speak, Math.max(0, nextAt - Date.now()));
}

function speak(): void {
  timer = null;
  const first = waiting.entries().next().value;
  if (first === undefined) return;
  const [kind, text] = first;
  waiting.delete(kind);
  polite.set({ text, count: polite.get().count + 1 });
  nextAt = Date.now() + GAP_MS;
  if (waiting.size > 0) schedule();
}
