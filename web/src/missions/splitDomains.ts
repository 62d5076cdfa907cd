import { allowedDomain } from '../../../functions/src/schema/request.ts';

/**
 * The domains in a text that was typed or pasted: one per line, or with commas or spaces between; each once. An
 * address is cut down to its host, as the server will do; what is no domain stays as typed, for the form to name it.
 */
export function splitDomains(text: string): string[] {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  return [...new Set(parts.map((part) => allowedDomain.safeParse(part).data ?? part))];
}

/** `domains` and those in `text`. */
export function withDomains(domains: readonly string[], text: string): readonly string[] {
  return [...new Set([...domains, ...splitDomains(text)])];
}
