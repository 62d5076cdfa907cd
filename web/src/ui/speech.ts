/** Closer together and a screen reader cuts one message off with the next. */
export const GAP_MS = 5_000;

/** Something to be said. `kind` groups what may replace each other: of each only the newest waits, the older is no longer true. */
export interface Message {
  readonly kind: string;
  readonly text: string;
  /** Said before what is polite, and at once where nothing was just said urgently. */
  readonly isUrgent: boolean;
}

/** What waits to be said, and when something was said last. Times in milliseconds since the epoch. */
export interface Speech {
  readonly waiting: readonly Message[];
  readonly politeAt: number;
  readonly urgentAt: number;
}

export const SILENT: Speech = {
  waiting: [],
  politeAt: Number.NEGATIVE_INFINITY,
  urgentAt: Number.NEGATIVE_INFINITY,
};

/** With `message` at the end of the line, and without an older one of its kind. */
export function withMessage(speech: Speech, message: Message): Speech {
  return { ...speech, waiting: [...withoutKind(speech, message.kind).waiting, message] };
}

/** Without what waits of `kind`: it is no longer true. */
export function withoutKind(speech: Speech, kind: string): Speech {
  return { ...speech, waiting: speech.waiting.filter((one) => one.kind !== kind) };
}

/** What is to be said next and when; null when nothing waits. */
export function nextOf({
  waiting,
  politeAt,
  urgentAt,
}: Speech): { readonly message: Message; readonly at: number } | null {
  const message = waiting.find(({ isUrgent }) => isUrgent) ?? waiting[0];
  if (message === undefined) return null;
  // What is urgent may break in on what is polite, never on what is urgent itself.
  const before = message.isUrgent ? urgentAt : Math.max(politeAt, urgentAt);
  return { message, at: before + GAP_MS };
}

/** After `message` was said at `now`. */
export function withSaid(speech: Speech, message: Message, now: number): Speech {
  return {
    waiting: speech.waiting.filter((one) => one !== message),
    politeAt: message.isUrgent ? speech.politeAt : now,
    urgentAt: message.isUrgent ? now : speech.urgentAt,
  };
}
