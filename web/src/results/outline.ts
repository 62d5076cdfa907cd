/** A heading of a report. */
export interface Heading {
  readonly id: string;
  readonly text: string;
  /** 0 for a part, 1 for a part of it. */
  readonly depth: 0 | 1;
}

/** An address that a report names, by the words that it names it with first. */
export interface Source {
  readonly href: string;
  readonly text: string;
}

export interface Outline {
  readonly headings: readonly Heading[];
  readonly sources: readonly Source[];
}

export const EMPTY_OUTLINE: Outline = { headings: [], sources: [] };

/** What a report that was drawn holds: read from the page, so that it names just what is there. */
export function outlineOf(report: HTMLElement): Outline {
  const headings = [...report.querySelectorAll<HTMLElement>('h2[id], h3[id]')].map((element): Heading => {
    return { id: element.id, text: element.textContent.trim(), depth: element.tagName === 'H2' ? 0 : 1 };
  });
  const sources = new Map<string, Source>();
  for (const link of report.querySelectorAll<HTMLAnchorElement>('a[target=_blank]')) {
    const { href } = link;
    if (!sources.has(href)) sources.set(href, { href, text: link.textContent.trim() });
  }
  return { headings, sources: [...sources.values()] };
}
