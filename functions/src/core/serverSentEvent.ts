import type { StreamEvent } from '../schema/stream.ts';

/** `event` as text/event-stream. JSON has no line breaks of its own, so one line holds it. */
export function eventText(event: StreamEvent): string {
  const id = 'id' in event ? `id: ${event.id}\n` : '';
  return `${id}event: ${event.event}\ndata: ${JSON.stringify(event.data)}\n\n`;
}

/** A line that readers skip: it keeps the connection busy, and tells a person who looks at it. */
export function commentText(words: string): string {
  return `: ${words}\n\n`;
}

/** After how long a reader whose connection ended should come back. */
export function retryText(durationMs: number): string {
  return `retry: ${durationMs}\n\n`;
}
