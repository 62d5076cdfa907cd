/** An event of a text/event-stream as it was received. */
export interface Received {
  readonly id: string | null;
  readonly event: string;
  readonly data: unknown;
}

/** What a text/event-stream says so far, and what of it is not a whole event yet. */
export interface Parsed {
  readonly events: readonly Received[];
  readonly comments: readonly string[];
  readonly retryMs: number | null;
  readonly rest: string;
}

/** Reads a text/event-stream: only what ends in an empty line counts, as in a browser. */
export function readEvents(text: string): Parsed {
  const blocks = text.split('\n\n');
  const rest = blocks.pop() ?? '';
  const events: Received[] = [];
  const comments: string[] = [];
  let retryMs: number | null = null;
  for (const block of blocks) {
    const fields = new Map<string, string>();
    for (const line of block.split('\n')) {
      const [, name = '', value = ''] = /^([^:]*): ?(.*)$/s.exec(line) ?? [];
      if (name === '') comments.push(value);
      else fields.set(name, value);
    }
    const retry = fields.get('retry');
    if (retry !== undefined) retryMs = Number(retry);
    const data = fields.get('data');
    if (data === undefined) continue;
    events.push({ id: fields.get('id') ?? null, event: fields.get('event') ?? 'message', data: JSON.parse(data) });
  }
  return { events, comments, retryMs, rest };
}
