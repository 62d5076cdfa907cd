/** Everything that moves a cursor, colours a screen or rings a bell, but for the line feed. */
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]+/g;

/**
 * `value` with nothing in its texts that a terminal would obey: they may quote pages of strangers. Texts become one
 * line, but for Markdown.
 */
export function printable<T>(value: T): T {
  const made: T = JSON.parse(JSON.stringify(value), (key: string, part: unknown) => {
    if (typeof part !== 'string') return part;
    const harmless = part.replaceAll(CONTROLS, ' ');
    return key === 'markdown' ? harmless : harmless.replaceAll('\n', ' ');
  });
  return made;
}
