import * as z from 'zod';

const HOST =
  /^(?=.{1,253}(?::|$))(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*(?::\d{1,5})?$/;

/** What is wrong with a text that is no domain, where nothing more can be told of it. */
export const NO_DOMAIN = 'must be a domain such as "python.org" or "localhost:5000"';

/**
 * A domain: host name, optionally with a port. It allows itself and its subdomains (python.org allows
 * www.python.org; with a port, exactly that port). A full address is accepted and cut down to its host, and an
 * international name becomes its ASCII form, as a browser does it.
 */
export const allowedDomain = z
  .string()
  .min(1)
  .max(300)
  .transform((text, context) => {
    const host = hostOf(text);
    if (host !== null && HOST.test(host)) return host;
    context.issues.push({ code: 'custom', input: text, message: domainProblem(text, host) });
    return z.NEVER;
  });

/** Half a sentence: what to change, where that can be told. */
function domainProblem(text: string, host: string | null): string {
  const bare = host !== null && WILDCARD.test(host) ? host.replace(WILDCARD, '') : '';
  if (HOST.test(bare) && !bare.includes(':')) return `must be without "*.": "${bare}" allows its subdomains too`;
  return SCHEME_ALONE.test(text.trim()) ? 'needs a domain behind it, such as "python.org"' : NO_DOMAIN;
}

/** Chromium's own URL writes the asterisk so; other engines leave it. */
const WILDCARD = /^(?:\*|%2a)\./i;

/** It would be read as a host of that name. */
const SCHEME_ALONE = /^https?:\/*$/i;

function hostOf(text: string): string | null {
  const trimmed = text.trim();
  if (SCHEME_ALONE.test(trimmed)) return null;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  if (!URL.canParse(address) || /[@\s\\]/.test(trimmed)) return null;
  const { protocol, host, hostname } = new URL(address);
  // `http://python.org:80` loses its port on parsing: the same place, spelled out.
  return (protocol === 'http:' || protocol === 'https:') && hostname.length > 0 ? host.replace(/\.$/, '') : null;
}

/** Where a mission may go. */
export const NEEDS_A_DOMAIN = 'needs at least one domain';

const domains = z.array(allowedDomain).max(20, 'takes at most 20 domains');
const distinct = (named: string[]): string[] => [...new Set(named)];

export const scope = z.strictObject({ allowed_domains: domains.min(1, NEEDS_A_DOMAIN).transform(distinct) });
export type Scope = z.infer<typeof scope>;

/** Of a mission that is there: its type says whether it can do without a domain. */
export const changedScope = z.strictObject({ allowed_domains: domains.transform(distinct) });

function ceiling<T extends z.ZodNumber>(kind: T, min: number, max: number): T {
  return kind.min(min, `must be at least ${min}`).max(max, `must be at most ${max}`);
}

/** What a mission may spend. Each is a ceiling: a mission stops reading before it passes one. */
export const budget = z.strictObject({
  max_pages: ceiling(z.int('must be a whole number'), 1, 2000),
  max_bytes: ceiling(z.int('must be a whole number'), 10_000, 500_000_000),
  max_seconds: ceiling(z.int('must be a whole number'), 5, 1500),
  max_cost_usd: ceiling(z.number('must be a number'), 0, 100),
});
export type Budget = z.infer<typeof budget>;

/** Used for each ceiling that the request leaves out: a first mission reads a small site in about a minute. */
export const DEFAULT_BUDGET: Budget = {
  max_pages: 100,
  max_bytes: 50_000_000,
  max_seconds: 300,
  max_cost_usd: 0.1,
};

/** What the mission is to find out, in the owner's words. */
export const objective = storableText(
  z.string().trim().min(3, 'must say in at least 3 characters what to find').max(2000),
);

/** Why a mission is cancelled, for whoever reads its history. */
export const cancelReason = storableText(z.string().trim().min(1).max(500));

/** A lone surrogate cannot be stored as UTF-8, and control characters are never meant. */
function storableText(text: z.ZodString) {
  return text
    .refine((said) => said.isWellFormed(), 'has a broken character in it')
    .refine((said) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(said), 'has a control character in it');
}

/** Each point moves a mission ahead by a minute of standing in line. */
export const priority = z.int('must be a whole number').min(-10, 'must be at least -10').max(10, 'must be at most 10');

/** A label of the owner's own: letters that need no escape in an address. Upper and lower case are two tags. */
export const tag = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._:-]{0,39}$/,
    'must be 1 to 40 letters, digits, ".", "_", ":" or "-", starting with a letter or digit',
  );

/** The tags of a mission. */
export const tags = z
  .array(tag)
  .max(10, 'takes at most 10 tags')
  .refine((all) => new Set(all).size === all.length, 'has a tag twice');

/** A time with a zone; it is kept in UTC. */
export const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

/** A step's name as its worker gives it. */
export const stepName = z.string().trim().min(1).max(100);

/** More of them are found once these are mended. */
const NAMED_TWICE = 3;

function twiceWords(names: readonly string[]): string {
  const quoted = names.slice(0, NAMED_TWICE).map((name) => `"${name}"`);
  return `has ${quoted.join(', ')} more than once`;
}

/** What an external mission is made of: its steps where they are known, and how long its worker may be silent. */
export const externalRequest = z.strictObject({
  steps: z
    .array(z.strictObject({ name: stepName, weight: z.number().min(0.001).max(1_000_000).default(1) }))
    .max(100, 'takes at most 100 steps; leave them out and set is_growing for more')
    .superRefine((steps, context) => {
      const names = steps.map((step) => step.name);
      const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
      if (twice.length > 0) context.addIssue({ code: 'custom', message: twiceWords(twice), input: steps });
    })
    .default([]),
  is_growing: z.boolean().default(false),
  expected_steps: z.int().min(1).max(100_000).optional(),
  stalled_after_seconds: z.int().min(5).max(86_400).default(60),
  failed_after_seconds: z.int().min(5).max(2_592_000).default(600),
});
export type ExternalRequest = z.infer<typeof externalRequest>;
