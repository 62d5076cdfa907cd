import * as z from 'zod';
import { missionId } from './ids.ts';

/** How many sections a report of each depth has. */
export const SECTIONS = { brief: 3, standard: 5, deep: 8 } as const;

/** How many words a section of each length has, about. */
export const SECTION_WORDS = { short: 120, medium: 250, long: 450 } as const;

/** How far a report goes into its subject. */
const depth = z.enum(['brief', 'standard', 'deep']);

/** How long each of its sections is. */
const length = z.enum(['short', 'medium', 'long']);

/** Who writes: nobody, whole sentences of the sources being quoted, or a language model. */
const engine = z.enum(['extractive', 'model']);

/** The address of one page. It is kept as a browser would ask for it, without the place in the page. */
const sourceAddress = z
  .string()
  .trim()
  .max(1_000)
  .transform((text, context) => {
    const url = URL.parse(text);
    const problem = addressProblem(url);
    if (url !== null && problem === null) return withoutPlace(url);
    context.issues.push({ code: 'custom', input: text, message: problem ?? 'must be an address' });
    return z.NEVER;
  });

function addressProblem(url: URL | null): string | null {
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return 'must be an address such as "https://www.python.org/about/"';
  }
  return url.username === '' && url.password === '' ? null : 'must not have a user name or a password in it';
}

function withoutPlace({ href }: URL): string {
  return href.replace(/#.*$/s, '');
}

/** A text that the owner brings along. */
const sourceText = z.strictObject({
  title: wellFormed(z.string().trim().min(1).max(200)),
  text: wellFormed(z.string().trim().min(1).max(50_000)),
});

/** What can't be written as UTF-8 can't be kept. Control characters of a pasted text are taken out when it is read. */
function wellFormed(text: z.ZodString) {
  return text.refine((said) => said.isWellFormed(), 'has a broken character in it');
}

/** Entries that are named twice count once. */
function distinct(entries: string[]): string[] {
  return [...new Set(entries)];
}

/** What a report is made of. Without any of it the allowed domains are searched. */
const reportSources = z
  .strictObject({
    mission_ids: z.array(missionId).max(5, 'takes at most 5 missions').transform(distinct).default([]),
    addresses: z.array(sourceAddress).max(50, 'takes at most 50 addresses').transform(distinct).default([]),
    texts: z.array(sourceText).max(10, 'takes at most 10 texts').default([]),
  })
  .prefault({});
export type ReportSources = z.infer<typeof reportSources>;

/** A language's tag (BCP 47), in its canonical spelling: `pt-br` becomes `pt-BR`. */
const language = z
  .string()
  .max(35)
  .transform((tag, context) => {
    const canonical = canonicalTag(tag);
    if (canonical !== null) return canonical;
    context.issues.push({ code: 'custom', input: tag, message: 'must be a language such as "en" or "pt-BR"' });
    return z.NEVER;
  });

function canonicalTag(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    // The only way to ask whether a tag is one.
    return null;
  }
}

/**
 * What a language model may take for the report, all attempts together. Without `usd` the mission's `max_cost_usd` counts
 * where the operator has told prices; without `tokens` nothing does.
 */
const modelBudget = z
  .strictObject({
    usd: z.number('must be a number').min(0.001, 'must be at least 0.001').max(100, 'must be at most 100').optional(),
    tokens: z
      .int('must be a whole number')
      .min(1_000, 'must be at least 1000')
      .max(10_000_000, 'must be at most 10000000')
      .optional(),
  })
  .prefault({});

/** The `input` of a report mission: what is asked beside its objective. */
export const reportRequest = z.strictObject({
  sources: reportSources,
  depth: depth.default('standard'),
  length: length.default('medium'),
  language: language.default('en'),
  engine: engine.default('extractive'),
  budget: modelBudget,
});
export type ReportRequest = z.infer<typeof reportRequest>;

/** What is missing where neither a source nor a domain is given; null where there is something to read. */
export function missingSource(sources: ReportSources, allowedDomains: readonly string[]): string | null {
  const given = sources.mission_ids.length + sources.addresses.length + sources.texts.length;
  return given + allowedDomains.length > 0 ? null : 'needs a mission, an address, a text or an allowed domain to read';
}
