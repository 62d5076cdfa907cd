import { isTransientFailure, meaningOf } from '../fetchFailure.ts';
import { bodyOptions, type Dialect, type JsonForm, type Message } from './dialect.ts';
import {
  cutOff,
  type Failure,
  failing,
  filtered,
  refused,
  stalled,
  timedOut,
  unreachable,
  wrongEndpoint,
} from './failures.ts';
import { refusalWithin } from './refusal.ts';
import { estimateInput, estimateTokens } from './tokens.ts';
import { type Line, openWire, type Wire } from './wire.ts';

/** One request to one model. */
export interface Call {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly maxOutputTokens: number;
  readonly dialect: Dialect;
  readonly form: JsonForm | null;
  readonly signal: AbortSignal;
  /** Told the whole text so far, as it came, whenever it has grown. */
  onText(soFar: string): void;
}

/** What a call took, whatever became of it. */
export interface Spent {
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly seconds: number;
  /** The endpoint did not say how many tokens it were. */
  readonly isEstimated: boolean;
}

/** How a call ended. `aborted`: by whoever made it. */
export type CallEnd =
  | { readonly kind: 'answered'; readonly text: string; readonly isCut: boolean }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'aborted' };

/** What has been heard of an answer until now. */
interface Heard {
  text: string;
  /** What the model thought: paid for, and shown to nobody. */
  thought: string;
  end: 'stop' | 'length' | 'filtered' | 'none';
  usage: { readonly input: number; readonly output: number } | null;
  failure: Failure | null;
}

/** What makes the SDK's provider. The SDK is loaded by the first call, for most processes never make one, and then stays. */
type Provide = typeof import('@ai-sdk/openai-compatible').createOpenAICompatible;

/** Makes one request and waits for its end. Never rejects for what the other side does. */
export async function callModel(line: Line, call: Call): Promise<{ readonly end: CallEnd; readonly spent: Spent }> {
  // Before the clock starts: loading is nobody's silence.
  const sdk = await import('@ai-sdk/openai-compatible');
  const startedAt = line.clock.epochMs();
  const wire = openWire(line, call.signal);
  const heard: Heard = { text: '', thought: '', end: 'none', usage: null, failure: null };
  let end: CallEnd;
  try {
    await listen(sdk.createOpenAICompatible, line, call, { wire, heard });
    end = ended(heard, wire, call.model);
  } catch (error) {
    end = brokenOff(line, call, { wire, heard }, error);
  } finally {
    wire.close();
  }
  return { end, spent: { ...spentOn(call, heard, wire), seconds: (line.clock.epochMs() - startedAt) / 1000 } };
}

async function listen(
  provide: Provide,
  { config }: Line,
  call: Call,
  { wire, heard }: { readonly wire: Wire; readonly heard: Heard },
): Promise<void> {
  call.signal.throwIfAborted();
  const provider = provide({
    name: 'endpoint',
    baseURL: config.baseUrl,
    includeUsage: call.dialect.hasUsage,
    fetch: wire.fetch,
    ...(config.apiKey === null ? {} : { apiKey: config.apiKey }),
  });
  // The language model of the SDK's own interface, without `streamText` above it: see docs/decisions/0035.
  const { stream } = await provider.chatModel(call.model).doStream({
    prompt: call.messages.map(promptOf),
    providerOptions: {
      endpoint: {
        ...bodyOptions(call.dialect, call.form, call.maxOutputTokens),
        ...(config.reasoningEffort === null ? {} : { reasoningEffort: config.reasoningEffort }),
      },
    },
    abortSignal: wire.signal,
    includeRawChunks: true,
  });
  for await (const part of stream) {
    if (part.type === 'raw') {
      const refusal = refusalWithin(part.rawValue);
      if (refusal !== null) heard.failure ??= refused(refusal, askedWith(config, call));
    } else if (part.type === 'text-delta') {
      heard.text += part.delta;
      call.onText(heard.text);
    } else if (part.type === 'reasoning-delta') {
      heard.thought += part.delta;
    } else if (part.type === 'error') {
      // A stream that ends without a reason is judged in `ended`; any other part that can't be read is a fault of theirs.
      const isUnfinished = part.error instanceof Error && part.error.name === 'AI_InvalidResponseDataError';
      if (!isUnfinished) heard.failure ??= failing("it sent what can't be read");
    } else if (part.type === 'finish') {
      heard.end = endOf(part.finishReason);
      heard.usage = usageOf(part.usage.inputTokens.total, part.usage.outputTokens.total);
    }
    if (heard.failure !== null) return;
  }
}

function promptOf({ role, content }: Message) {
  if (role === 'system') return { role, content };
  return { role, content: [{ type: 'text' as const, text: content }] };
}

function endOf({ unified, raw }: { readonly unified: string; readonly raw: string | undefined }): Heard['end'] {
  if (unified === 'length') return 'length';
  if (unified === 'content-filter') return 'filtered';
  return raw === undefined ? 'none' : 'stop';
}

/** Proxies that count nothing send zeros. */
function usageOf(input: number | undefined, output: number | undefined): Heard['usage'] {
  return input === undefined || output === undefined || input + output === 0 ? null : { input, output };
}

function ended(heard: Heard, { seen }: Wire, model: string): CallEnd {
  if (heard.failure !== null) return { kind: 'failed', failure: heard.failure };
  if (heard.end === 'filtered') return { kind: 'failed', failure: filtered(model) };
  // Ollama has sent whole answers without a reason; those did announce their end.
  if (heard.end === 'none' && !seen.isDone) return { kind: 'failed', failure: cutOff(model) };
  return { kind: 'answered', text: heard.text, isCut: heard.end === 'length' };
}

function askedWith({ apiKey, contextTokens }: Line['config'], { model }: Call) {
  return { model, hasKey: apiKey !== null, contextTokens };
}

function brokenOff(
  { config }: Line,
  call: Call,
  { wire: { seen }, heard }: { readonly wire: Wire; readonly heard: Heard },
  error: unknown,
): CallEnd {
  if (call.signal.aborted) return { kind: 'aborted' };
  const failureOf = (): Failure => {
    if (seen.ending === 'stalled') return stalled(call.model, config.stallMs, heard.text + heard.thought !== '');
    if (seen.ending === 'late') return timedOut(call.model, config.callMs);
    if (seen.refusal !== null) {
      if (seen.refusal.status === 200) return wrongEndpoint(seen.refusal, 'it answers with a web page');
      return refused(seen.refusal, askedWith(config, call));
    }
    return seen.hasBegun ? cutOff(call.model) : unreachable(meaningOf(error), isTransientFailure(error));
  };
  return { kind: 'failed', failure: failureOf() };
}

/** A call that was refused costs nothing. One that was given up may have been worked on, so it counts as if it were. */
function spentOn({ model, messages }: Call, heard: Heard, { seen }: Wire): Omit<Spent, 'seconds'> {
  if (heard.usage !== null) {
    return { model, inputTokens: heard.usage.input, outputTokens: heard.usage.output, isEstimated: false };
  }
  const isFree = seen.refusal !== null || (!seen.hasBegun && seen.ending === null);
  const inputTokens = isFree ? 0 : estimateInput(messages);
  return { model, inputTokens, outputTokens: estimateTokens(heard.text + heard.thought), isEstimated: !isFree };
}
