import * as z from 'zod';

/** An answer that is no answer: a status, and what the endpoint says to it. */
export interface Refusal {
  readonly status: number;
  /** The whole body, as far as it was kept: what is recognised by its words is looked for here. */
  readonly body: string;
  /** The sentence in it. The endpoint's words, for the log: they may name what is nobody's business. */
  readonly words: string;
  readonly retryAfterMs: number | null;
}

/** The forms in which endpoints put a sentence into JSON: OpenAI and vLLM, LM Studio, FastAPI, older vLLM. */
const told = z.union([
  z.looseObject({ error: z.looseObject({ message: z.string() }) }).transform(({ error }) => error.message),
  z.looseObject({ error: z.string() }).transform(({ error }) => error),
  z.looseObject({ message: z.string() }).transform(({ message }) => message),
  z.looseObject({ detail: z.string() }).transform(({ detail }) => detail),
]);

/** Some put the status into the body: llama.cpp and OpenRouter answer 200 and fail later, in the stream. */
const coded = z.looseObject({ error: z.looseObject({ code: z.coerce.number().int().min(400).max(599) }) });

/** What `body` says. Long sentences are cut: some endpoints quote the whole prompt. */
export function refusalOf(status: number, body: string, retryAfterMs: number | null): Refusal {
  const json = jsonOf(body);
  const sentence = told.safeParse(json).data ?? (json === null ? body : '');
  const words = sentence.replaceAll(/\s+/g, ' ').trim();
  return { status, body, words: words.length > 300 ? `${words.slice(0, 300)}…` : words, retryAfterMs };
}

/** The refusal in an answer that began well: 500, unless it says another status itself. */
export function refusalWithin(json: unknown): Refusal | null {
  if (!z.looseObject({ error: z.unknown() }).safeParse(json).success) return null;
  const { error } = z.looseObject({ error: z.unknown() }).parse(json);
  if (error === null || error === undefined) return null;
  return refusalOf(coded.safeParse(json).data?.error.code ?? 500, JSON.stringify(json), null);
}

/** `Retry-After` in both of its forms, seconds and a date; null for none and for nonsense. */
export function retryAfter(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Math.ceil(Number(header) * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Proxies answer in HTML or plain words: those are the sentence then.
    return null;
  }
}
