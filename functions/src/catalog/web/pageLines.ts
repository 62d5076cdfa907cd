/**
 * What a line of a page's text is: `1` to `6` a heading of that level, `p` running text, `l` an item of a list, `t` a
 * cell of a table, `d` the term of a definition, `c` code, `n` hardly anything but links.
 */
export type LineKind = '1' | '2' | '3' | '4' | '5' | '6' | 'p' | 'l' | 't' | 'd' | 'c' | 'n';

/** The elements that say what a line is; the innermost decides. */
const KINDS = new Map<string, LineKind>([
  ['h1', '1'],
  ['h2', '2'],
  ['h3', '3'],
  ['h4', '4'],
  ['h5', '5'],
  ['h6', '6'],
  ['li', 'l'],
  ['td', 't'],
  ['th', 't'],
  ['dt', 'd'],
  ['dd', 'p'],
  ['pre', 'c'],
]);

/** A line of which this share is links leads somewhere and says nothing itself. */
const MOSTLY_LINKS = 0.8;

/** The text of a page, line by line as it is read. A line break of the source is a space; only blocks break lines. */
export class PageLines {
  readonly #lines: string[] = [];
  readonly #open: LineKind[] = [];
  #kinds = '';
  #line = '';
  #kind: LineKind = 'p';
  #isBlank = true;
  #links = 0;

  /** An element begins; true if it says what its lines are, so that `leave` must be called at its end. */
  enter(name: string): boolean {
    const kind = KINDS.get(name);
    if (kind !== undefined) this.#open.push(kind);
    return kind !== undefined;
  }

  leave(): void {
    this.#open.pop();
  }

  write(text: string, isLink: boolean): void {
    const length = text.trim().length;
    // The first word decides: what stands around a code block or a list belongs to the line itself.
    if (this.#isBlank && length > 0) this.#kind = this.#open.at(-1) ?? 'p';
    this.#isBlank &&= length === 0;
    this.#line += text.replace(/\s+/g, ' ');
    if (isLink) this.#links += length;
  }

  /** Ends the line. A blank one is none. */
  endLine(): void {
    const line = this.#isBlank ? '' : this.#line.replace(/ +/g, ' ').trim();
    if (line !== '') {
      const isLead = this.#kind === 'p' || this.#kind === 'l' || this.#kind === 't';
      this.#lines.push(line);
      this.#kinds += isLead && this.#links >= MOSTLY_LINKS * line.length ? 'n' : this.#kind;
    }
    this.#line = '';
    this.#isBlank = true;
    this.#links = 0;
  }

  /** How many lines have ended. */
  get count(): number {
    return this.#lines.length;
  }

  /** The lines from the `from`th on, one a line. */
  textFrom(from: number): string {
    return this.#lines.slice(from).join('\n');
  }

  /** What each line is, one letter a line. */
  get kinds(): string {
    return this.#kinds;
  }
}
