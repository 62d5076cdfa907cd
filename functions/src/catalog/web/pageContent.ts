/** A link of a page. */
export interface Link {
  readonly address: string;
  readonly text: string;
}

/** What was read of a page. */
export interface PageContent {
  readonly title: string;
  /** Headings, one a line. */
  readonly headings: string;
  /** The main text without navigation, one block a line. */
  readonly text: string;
  /** What each line of the text is, a letter a line as `LineKind` has it; null where the page is no HTML. */
  readonly lineKinds: string | null;
  readonly links: readonly Link[];
  readonly canonical: string | null;
  readonly noindex: boolean;
  readonly nofollow: boolean;
  /** The share of the text that is links, 0 to 1: near 1 for a table of contents. */
  readonly linkShare: number;
  readonly hasCode: boolean;
}

/** What is kept of a page's text. It bounds memory: 2000 pages of this size are 200 MB at the very worst. */
export const MAX_TEXT = 100_000;
