import { allowedDomain } from '../../../functions/src/schema/request.ts';
import { FORM_FIELDS } from '../words/missionForm.ts';

/** What is typed into the field of domains and is none yet. */
export interface TypedDomains {
  readonly text: string;
  /** It was to become domains, and is none: until it is changed the field says so. */
  readonly isRefused: boolean;
}

export const NO_TYPED_DOMAINS: TypedDomains = { text: '', isRefused: false };

/**
 * The domains in a text that was typed or pasted: one per line, or with commas or spaces between; each once. An address
 * is cut down to its host, as the server will do. `rest` is what is no domain, as it was typed.
 */
export function splitDomains(text: string): { readonly domains: readonly string[]; readonly rest: readonly string[] } {
  const parts = partsOf(text).map((part) => ({ part, domain: domainIn(part) }));
  return {
    domains: [...new Set(parts.flatMap(({ domain }) => domain ?? []))],
    rest: [...new Set(parts.flatMap(({ part, domain }) => (domain === null ? part : [])))],
  };
}

/** `domains` and those in `text`; what is none of it stays in the field. */
export function withDomains(
  domains: readonly string[],
  text: string,
): { readonly domains: readonly string[]; readonly typed: TypedDomains } {
  const found = splitDomains(text);
  const rest = found.domains.length === 0 ? text.trim() : found.rest.join(' ');
  return {
    domains: [...new Set([...domains, ...found.domains])],
    typed: { text: rest, isRefused: rest !== '' },
  };
}

/** Which parts of what was typed are no domains; null while nothing of it was to be one. */
export function refusedDomains({ text, isRefused }: TypedDomains): string | null {
  const { rest } = splitDomains(text);
  return isRefused && rest.length > 0 ? FORM_FIELDS.no_domains(rest) : null;
}

function partsOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== '');
}

/** A port that was typed, though it be the usual one, which an address leaves out. */
const WITH_PORT = /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/?#]*:\d+(?:[/?#]|$)/i;

/**
 * Stricter than the server, which takes a single word or a number for a host of its own network: typed by a person that
 * is a slip ("python", "http://python"), unless it has a port or is "localhost"; a number may be written as an address.
 */
function domainIn(part: string): string | null {
  const host = allowedDomain.safeParse(part).data;
  if (host === undefined) return null;
  const isNumber = /^\d+(?:\.\d+){3}(?::|$)/.test(host) && !part.includes(host);
  const isBareWord = !WITH_PORT.test(part) && !host.includes('.') && host !== 'localhost';
  return isNumber || isBareWord ? null : host;
}
