import { fieldWords } from '../../../functions/src/core/fieldProblems.ts';
import { allowedDomain, NO_DOMAIN } from '../../../functions/src/schema/request.ts';
import { curlyQuotes } from '../curlyQuotes.ts';
import { FIELD_PROBLEMS, FORM_FIELDS } from '../words/missionForm.ts';

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

/** Which parts of what was typed are no domains, and why; null while nothing of it was to be one. */
export function refusedDomains({ text, isRefused }: TypedDomains): string | null {
  const { rest } = splitDomains(text);
  if (!isRefused || rest.length === 0) return null;
  const told = rest.map((part) => ({ part, problem: problemWith(part) }));
  const others = told.flatMap(({ part, problem }) => (problem === null ? part : []));
  return [
    ...told.flatMap(({ part, problem }) => (problem === null ? [] : `${FIELD_PROBLEMS.one(part, problem)}.`)),
    ...(others.length === 0 ? [] : [FORM_FIELDS.no_domains(others)]),
    ...(others.some(isName) ? [FORM_FIELDS.own_network] : []),
  ].join(' ');
}

/** What to change of a part that is no domain, in the server's words; null where that can't be told. */
function problemWith(part: string): string | null {
  const parsed = allowedDomain.safeParse(part, { error: fieldWords });
  if (parsed.success) return parsed.data === LOCALHOST ? FORM_FIELDS.needs_port : null;
  const [{ message } = { message: NO_DOMAIN }] = parsed.error.issues;
  return message === NO_DOMAIN ? null : curlyQuotes(message);
}

/** Whether a part that was refused could be the name of a host all the same. */
function isName(part: string): boolean {
  return allowedDomain.safeParse(part).success && /\p{L}/u.test(part);
}

function partsOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== '');
}

/** Without a port that is 80 or 443 of the machine that reads, where hardly anybody serves anything. */
const LOCALHOST = 'localhost';

/** A port that was typed, though it be the usual one, which an address leaves out. */
const WITH_PORT = /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/?#]*:\d+(?:[/?#]|$)/i;

/**
 * Stricter than the server, which takes a single word or a number for a host of its own network: typed by a person that
 * is a slip ("python", "http://python", "localhost"), unless it has a port; a number may be written as an address.
 */
function domainIn(part: string): string | null {
  const host = allowedDomain.safeParse(part).data;
  if (host === undefined) return null;
  const isNumber = /^\d+(?:\.\d+){3}(?::|$)/.test(host) && !part.includes(host);
  const isBareWord = !WITH_PORT.test(part) && !host.includes('.');
  return isNumber || isBareWord ? null : host;
}
