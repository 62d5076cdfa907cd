import { assertNever } from '../../core/assertNever.ts';
import { slugOf, uniqueSlug } from '../../core/headingSlug.ts';
import type { Gathered, GatheredSource } from './gathered.ts';
import { sectionRemarks, unshownNote } from './remarks.ts';
import type { Paragraph, WrittenSection } from './section.ts';
import { shortened } from './shortened.ts';
import { shownText } from './shownText.ts';
import { NAMED, sourceLine, unquotedParts } from './sourceList.ts';
import { MAX_REASON_BYTES, whyUnquoted } from './whyUnquoted.ts';

/** Of the markdown, as UTF-8. */
export const MAX_REPORT_BYTES = 200_000;

/** Kept for what is said about what was cut. */
const CUT_NOTE_BYTES = 500;

/** Kept for why nothing was quoted of sources: which they are is known once it is cut. */
const REASONS_BYTES = NAMED * MAX_REASON_BYTES;

/** A longer objective is no title; it is told whole below. */
const MAX_TITLE = 120;

/** What a report is put together from. */
export interface Report {
  readonly objective: string;
  /** Who wrote it: nobody, or the model of this name. */
  readonly engine: { readonly kind: 'extractive' } | { readonly kind: 'model'; readonly model: string };
  /** What its sources were read in. Null where it is not complete: what comes may still quote what is not quoted yet. */
  readonly language: string | null;
  /** Milliseconds since the epoch. */
  readonly madeAt: number;
  readonly sections: readonly WrittenSection[];
  readonly gathered: Gathered;
  /** Titles of sections that were planned and are not there. */
  readonly missing?: readonly string[];
  /** Ids of sources that the model that planned the report was not shown. */
  readonly unshown?: readonly string[];
}

/** The whole of a report. */
export interface Assembled {
  readonly markdown: string;
  /** One sentence: how much of what it is. */
  readonly summary: string;
  /** The sources that it cites, in the order of their numbers. */
  readonly cited: readonly GatheredSource[];
}

interface Frame {
  readonly report: Report;
  readonly domains: readonly string[];
  /** The source of each passage. */
  readonly sourceOf: ReadonlyMap<string, GatheredSource>;
  /** Citations lead there. */
  readonly sourcesSlug: string;
  readonly slugs: readonly string[];
}

/**
 * The markdown of a report: its title, how it was made, a table of contents, the sections with numbered citations, and
 * the sources. Whatever came from a source is escaped, and an address is a link only in the domains that the owner
 * named. What does not fit in 200 kB is cut from the longest sections, and the report says so.
 */
export function assemble(report: Report): Assembled {
  const frame = frameOf(report);
  const fixed = Buffer.byteLength(
    wholeOf(
      frame,
      report.sections.map((section) => ({ ...section, paragraphs: [] })),
      report.gathered.sources,
      0,
    ),
  );
  const { sections, cut } = fitted(frame, MAX_REPORT_BYTES - CUT_NOTE_BYTES - REASONS_BYTES - fixed);
  const cited = citedSources(sections, frame);
  const quoted = sections
    .flatMap(({ paragraphs }) => paragraphs)
    .reduce((sum, { sentences }) => sum + sentences.length, 0);
  return {
    markdown: wholeOf(frame, sections, cited, cut),
    summary: `${count(sections.length, 'section')}, ${count(quoted, 'sentence')} from ${count(cited.length, 'source')}.`,
    cited,
  };
}

function frameOf(report: Report): Frame {
  const taken = new Map<string, number>();
  uniqueSlug(titleOf(report.objective), taken);
  uniqueSlug('Contents', taken);
  const slugs = report.sections.map(({ title }) => uniqueSlug(title, taken));
  const { sources, domains } = report.gathered;
  const sourceOf = new Map(sources.flatMap((source) => source.passages.map(({ id }) => [id, source] as const)));
  return { report, domains, sourceOf, slugs, sourcesSlug: uniqueSlug('Sources', taken) };
}

function wholeOf(
  frame: Frame,
  sections: readonly WrittenSection[],
  cited: readonly GatheredSource[],
  cut: number,
): string {
  const { report } = frame;
  const numbers = new Map(cited.map((source, index) => [source.id, index + 1]));
  const parts = [
    `# ${shownText(titleOf(report.objective), [])}`,
    ...(titleOf(report.objective) === folded(report.objective) ? [] : [shownText(report.objective, frame.domains)]),
    `> ${shownText(howItWasMade(report, sections, cited.length), [])}`,
    ...missingNote(report.missing ?? []),
    ...unshownNote(report),
    ...(cut === 0
      ? []
      : [
          `> ${count(cut, 'paragraph')} at the end of the longest sections ${cut === 1 ? 'was' : 'were'} left out: the report would have been longer than ${MAX_REPORT_BYTES / 1_000} kB.`,
        ]),
    '## Contents',
    contents(frame, sections),
    ...sections.flatMap((section, index) => [
      `## ${shownText(section.title, [])}`,
      ...section.paragraphs.map((paragraph) => shownParagraph(paragraph, frame, numbers)),
      ...(section.paragraphs.length > 0 ? [] : [emptySentence(report.sections[index])]),
      ...sectionRemarks(section),
    ]),
    '## Sources',
    cited.map((source, index) => `${index + 1}. ${sourceLine(source, frame.domains)}`).join('\n'),
    ...unquotedParts(report.gathered, cited, reasonsIn(frame)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Why nothing of a source stands in the report; null where that can't be told yet. */
function reasonsIn(frame: Frame): (source: GatheredSource) => string | null {
  const { engine, language, sections, unshown = [] } = frame.report;
  const taken = citedSources(sections, frame);
  return (source) =>
    language === null
      ? null
      : whyUnquoted(source, {
          ...{ engine: engine.kind, language },
          ...{ wasTaken: taken.includes(source), wasShown: !unshown.includes(source.id) },
        });
}

function missingNote(missing: readonly string[]): string[] {
  if (missing.length === 0) return [];
  const named = missing.map((title) => shownText(title, [])).join('; ');
  return [
    `> This report is not complete. ${count(missing.length, 'section')} of it ${missing.length === 1 ? 'is' : 'are'} not written: ${named}.`,
  ];
}

function emptySentence(written: WrittenSection | undefined): string {
  const isCut = written !== undefined && written.paragraphs.length > 0;
  return isCut
    ? 'All of this section was left out for its length.'
    : 'The sources say nothing on this that could be quoted.';
}

function titleOf(objective: string): string {
  return shortened(folded(objective), MAX_TITLE);
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function howItWasMade(
  { engine, madeAt, language }: Report,
  sections: readonly WrittenSection[],
  sources: number,
): string {
  const when = `${new Date(madeAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const sentences = sections
    .flatMap(({ paragraphs }) => paragraphs)
    .reduce((sum, paragraph) => sum + paragraph.sentences.length, 0);
  const of = `${count(sentences, 'sentence')} of ${count(sources, 'source')}`;
  switch (engine.kind) {
    case 'extractive':
      return `How this was made: on ${when} a program selected ${of} and put them in order. Each sentence is quoted word for word, and the number behind it names the source that it stands in. Nothing was written, summarised or judged by a language model or a person, and a quotation lacks what stood around it: read the source before you rely on it.`;
    case 'model':
      return `How this was made: on ${when} the language model ${engine.model} wrote ${count(sentences, 'sentence')} from ${count(sources, 'source')}. ${language === null ? 'They have not been checked against their sources yet.' : 'The number behind a sentence names the source that it was checked against.'} A model makes mistakes: read the source before you rely on it.`;
    default:
      return assertNever(engine);
  }
}

function contents({ slugs, sourcesSlug }: Frame, sections: readonly WrittenSection[]): string {
  const entries = [
    ...sections.map(({ title }, index) => ({ title, slug: slugs[index] ?? '' })),
    { title: 'Sources', slug: sourcesSlug },
  ];
  return entries
    .map(({ title, slug }, index) => {
      const shown = shownText(title, []);
      // A heading without a letter has an address of its own in every renderer.
      return `${index + 1}. ${slugOf(title) === '' ? shown : `[${shown}](#${slug})`}`;
    })
    .join('\n');
}

function shownParagraph(
  { lead, sentences }: Paragraph,
  { domains, sourceOf, sourcesSlug }: Frame,
  numbers: ReadonlyMap<string, number>,
): string {
  const shown = sentences.map(({ text, passages }) => {
    const cited = passages
      .map((id) => numbers.get(sourceOf.get(id)?.id ?? ''))
      .filter((number) => number !== undefined);
    const marks = [...new Set(cited)].toSorted((a, b) => a - b).map((number) => `[\\[${number}\\]](#${sourcesSlug})`);
    return [shownText(text, domains), ...marks].join(' ');
  });
  return [...(lead === null ? [] : [`**${shownText(lead, [])}:**`]), ...shown].join(' ');
}

/** The sections without as many of their last paragraphs as don't fit in `room` bytes; the longest gives way first. */
function fitted(frame: Frame, room: number): { sections: WrittenSection[]; cut: number } {
  const all = new Map(frame.report.gathered.sources.map((source, index) => [source.id, index + 1]));
  const sized = frame.report.sections.map((section) => ({
    section,
    // With the largest numbers that a citation may have, so that the real ones are no longer.
    sizes: section.paragraphs.map((paragraph) => Buffer.byteLength(shownParagraph(paragraph, frame, all)) + 2),
  }));
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  let cut = 0;
  while (sized.reduce((total, { sizes }) => total + sum(sizes), 0) > room) {
    const longest = sized.reduce((most, entry) => (sum(entry.sizes) > sum(most.sizes) ? entry : most));
    if (longest.sizes.pop() === undefined) break;
    cut += 1;
  }
  return {
    sections: sized.map(({ section, sizes }) => ({
      ...section,
      paragraphs: section.paragraphs.slice(0, sizes.length),
    })),
    cut,
  };
}

/** The sources in the order in which they are cited first. */
function citedSources(sections: readonly WrittenSection[], { sourceOf }: Frame): GatheredSource[] {
  const ids = sections.flatMap(({ paragraphs }) =>
    paragraphs.flatMap(({ sentences }) => sentences.flatMap(({ passages }) => passages)),
  );
  return [...new Set(ids.flatMap((id) => sourceOf.get(id) ?? []))];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
