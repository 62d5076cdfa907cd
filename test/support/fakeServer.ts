import type { ProgressAnswer } from '../../client/src/index.ts';

export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: string | null;
}

type Reply = Response | Error | Promise<Response>;

/** Stands in for the network: answers each call by `reply`, and remembers them. */
export class FakeServer {
  readonly heard: Heard[] = [];
  /** Calls that are on their way at this moment, and the most that ever were. */
  open = 0;
  mostOpen = 0;
  reply: (call: Heard) => Reply;

  constructor(reply: (call: Heard) => Reply) {
    this.reply = reply;
  }

  readonly fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const call = {
      method: init.method ?? 'GET',
      path: `${url.pathname}${url.search}`,
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? init.body : null,
    };
    this.heard.push(call);
    this.open += 1;
    this.mostOpen = Math.max(this.mostOpen, this.open);
    try {
      const reply = this.reply(call);
      if (reply instanceof Error) throw reply;
      const { signal = null } = init;
      return withSignal(await orAborted(Promise.resolve(reply), signal), signal);
    } finally {
      this.open -= 1;
    }
  };

  paths(): string[] {
    return this.heard.map(({ method, path }) => `${method} ${path}`);
  }
}

function orAborted(reply: Promise<Response>, signal: AbortSignal | null): Promise<Response> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    reply.then(resolve, reject);
  });
}

/** As fetch does it: an abort also ends a body that is being read. */
function withSignal(response: Response, signal: AbortSignal | null): Response {
  if (response.body === null || signal === null) return response;
  const body = response.body.pipeThrough(new TransformStream(), { signal });
  return new Response(body, { status: response.status, headers: response.headers });
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json', ...headers } });
}

export function problem(
  status: number,
  code: string,
  retryable: boolean,
  headers: Record<string, string> = {},
): Response {
  return json({ type: '', title: code, status, detail: `It is ${code}.`, code, next: '', retryable }, status, headers);
}

export function progress(given: Partial<ProgressAnswer> = {}): ProgressAnswer {
  return {
    ...{ mission_id: 'm-1', status: 'in_progress', progress_percent: 10, current_step: null, completed_steps: [] },
    ...{ completed_count: 0, total_steps: 6, elapsed_seconds: 1, estimated_time_remaining: null },
    eta: {
      ...{ p10: null, p50: null, p90: null, finish_at: null, basis: 'none', samples: 0, usual_seconds: null },
      note: 'too_early',
    },
    ...{ is_stalled: false, idle_seconds: 0, queue: null, wait: null, attempt: 1, age_ms: 0, poll_after_ms: 2_000 },
    ...{ updated_at: '2026-11-01T10:00:00.000Z', as_of: '2026-11-01T10:00:00.000Z', error: null },
    ...given,
  };
}
