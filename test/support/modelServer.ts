import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { serveAt } from './serve.ts';

/** A request as the endpoint saw it. */
export interface SeenCall {
  readonly body: ChatBody;
  readonly authorization: string | undefined;
  /** The last user message: what most scripts decide by. */
  readonly prompt: string;
  /** Whether the caller closed the connection before the answer was whole. */
  isGivenUp: boolean;
}

const chatBody = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })),
  stream: z.boolean().optional(),
  stream_options: z.object({ include_usage: z.boolean() }).optional(),
  max_tokens: z.number().optional(),
  max_completion_tokens: z.number().optional(),
  response_format: z.looseObject({ type: z.string() }).optional(),
});
export type ChatBody = z.infer<typeof chatBody>;

interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
}

/** An answer of the model. Each piece of `text` is a chunk of the stream. */
export interface Said {
  readonly text: string | readonly string[];
  /** In `reasoning_content`, before the text. */
  readonly thought?: string;
  readonly finish?: 'stop' | 'length' | 'content_filter' | null;
  /** Sent where the request asks for it, unless null. */
  readonly usage?: Usage | null;
  /** Between two pieces. */
  readonly pieceMs?: number;
  /** What happens after the last piece: the end, silence on an open line, or a connection that breaks or just closes. */
  readonly after?: 'end' | 'silence' | 'break' | 'close' | 'done_alone';
}

/** An HTTP answer that is none of the model's. */
export interface Told {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a request meets: the model's answer, another answer, or whatever is done to the response itself. */
export type Reply = Said | Told | ((response: ServerResponse, call: SeenCall) => void | Promise<void>);

/** An OpenAI-compatible endpoint on this machine, in place of a foreign one. */
export interface ModelServer {
  /** For LLM_BASE_URL. */
  readonly baseUrl: string;
  readonly calls: readonly SeenCall[];
  /** Answers the next requests with these, one each; what comes after them gets what `always` says. */
  next(...replies: readonly Reply[]): void;
  /** Decides about all others: `{ text: 'ok' }` unless it is told. */
  always(decide: (call: SeenCall) => Reply | Promise<Reply>): void;
  close(): Promise<void>;
}

/** Errors as known servers word them. */
export const openAiError = (message: string, code: string | null = null) => ({
  error: { message, type: 'invalid_request_error', param: null, code },
});

interface ModelServerOptions {
  /** The one that is asked for; none by default. */
  readonly key?: string;
  /** A free one by default. */
  readonly port?: number;
}

/** Serves `POST /v1/chat/completions`, streaming and not. */
export async function serveModel({ key, port }: ModelServerOptions = {}): Promise<ModelServer> {
  const calls: SeenCall[] = [];
  const queue: Reply[] = [];
  let usual: Parameters<ModelServer['always']>[0] = () => ({ text: 'ok' });
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const sent = await bodyOf(request);
    if (request.url !== '/v1/chat/completions' || request.method !== 'POST') {
      return tell(response, { status: 404, body: '404 page not found' });
    }
    const body = chatBody.parse(JSON.parse(sent));
    const prompt = body.messages.findLast(({ role }) => role === 'user')?.content ?? '';
    const call: SeenCall = { body, prompt, authorization: request.headers.authorization, isGivenUp: false };
    calls.push(call);
    response.on('close', () => {
      call.isGivenUp = !response.writableFinished;
    });
    if (key !== undefined && call.authorization !== `Bearer ${key}`) {
      const words = `Incorrect API key provided: ${call.authorization?.slice(7)}.`;
      return tell(response, { status: 401, body: openAiError(words, 'invalid_api_key') });
    }
    const reply = queue.shift() ?? (await usual(call));
    await answer(reply, response, call);
  };
  // What goes wrong in here is a fault of the test, which then fails by an unhandled rejection.
  const server = createServer((request, response) => void serve(request, response));
  const served = await serveAt(server, '127.0.0.1', port);
  return {
    baseUrl: `${served.origin}/v1`,
    calls,
    next: (...replies) => queue.push(...replies),
    always: (decide) => {
      usual = decide;
    },
    close: () => served.close(),
  };
}

async function answer(reply: Reply, response: ServerResponse, call: SeenCall): Promise<void> {
  if (typeof reply === 'function') return await reply(response, call);
  if ('status' in reply) return tell(response, reply);
  return call.body.stream === true ? await stream(reply, response, call.body) : whole(reply, response, call.body);
}

function tell(response: ServerResponse, { status, body = '', headers = {} }: Told): void {
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers });
  response.end(isText ? body : JSON.stringify(body));
}

const HEAD = { id: 'chatcmpl-1', created: 1_790_000_000 };

/** The body of an answer in one piece, as the API gives it without `stream`, and some gateways with it. */
export function wholeAnswer(model: string, { text, finish = 'stop', usage = USAGE }: Said): unknown {
  const content = typeof text === 'string' ? text : text.join('');
  const choice = { index: 0, message: { role: 'assistant', content, refusal: null }, finish_reason: finish };
  return { ...HEAD, model, object: 'chat.completion', choices: [choice], ...(usage === null ? {} : { usage }) };
}

function whole(said: Said, response: ServerResponse, { model }: ChatBody): void {
  tell(response, { status: 200, body: wholeAnswer(model, said) });
}

const USAGE: Usage = { prompt_tokens: 100, completion_tokens: 20 };

async function stream(said: Said, response: ServerResponse, { model, stream_options }: ChatBody): Promise<void> {
  const { text, thought, finish = 'stop', usage = USAGE, pieceMs = 0, after = 'end' } = said;
  const send = (choices: readonly unknown[], more: object = {}) =>
    response.write(
      `data: ${JSON.stringify({ ...HEAD, model, object: 'chat.completion.chunk', choices, ...more })}\n\n`,
    );
  const delta = (part: object, reason: string | null = null) => [{ index: 0, delta: part, finish_reason: reason }];
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  send(delta({ role: 'assistant', content: '' }));
  if (thought !== undefined) send(delta({ reasoning_content: thought }));
  for (const piece of typeof text === 'string' ? [text] : text) {
    if (response.destroyed) return;
    send(delta({ content: piece }));
    if (pieceMs > 0) await setTimeout(pieceMs);
  }
  if (after === 'silence') return;
  if (after === 'break') {
    response.socket?.destroySoon();
    return;
  }
  if (after === 'close') {
    response.end();
    return;
  }
  if (after === 'end') send(delta({}, finish));
  if (usage !== null && stream_options?.include_usage === true) send([], { usage });
  response.end('data: [DONE]\n\n');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}
