import type { Message } from './dialect.ts';

/** Bytes of UTF-8 to a token. About right for English; other scripts have more bytes to a letter, and more tokens. */
const BYTES_PER_TOKEN = 4;

/**
 * About how many tokens `text` is. Each model counts in its own way: this is for planning, and for what an answer that
 * tells no usage has cost.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}

/** The same for what is sent; each message has a few tokens round it. */
export function estimateInput(messages: readonly Message[]): number {
  return messages.reduce((sum, { content }) => sum + estimateTokens(content) + 4, 0);
}
