/** What an event stream says: an event, the wait before the next connection, or a comment, which is a sign of life. */
export type Said =
  | { readonly kind: 'event'; readonly event: string; readonly id: string; readonly data: string }
  | { readonly kind: 'retry'; readonly ms: number }
  | { readonly kind: 'comment' };

/**
 * Parses an event stream as the HTML standard does. An event counts once its blank line is there: one that was cut off
 * has told no id yet, so a resumed stream sends it again.
 */
export class SseParser {
  #begun = '';
  #event = '';
  #data: string[] = [];
  #id = '';

  /** What the next piece of text completes. */
  push(text: string): Said[] {
    const whole = this.#begun + text;
    // Half a line end: whether a "\n" follows says the next piece.
    const held = whole.endsWith('\r') ? '\r' : '';
    const lines = whole.slice(0, whole.length - held.length).split(/\r\n|\n|\r/);
    this.#begun = (lines.pop() ?? '') + held;
    return lines.flatMap((line) => this.#read(line));
  }

  #read(line: string): Said[] {
    if (line === '') return this.#complete();
    const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    switch (field) {
      case '':
        return [{ kind: 'comment' }];
      case 'event':
        this.#event = value;
        return [];
      case 'data':
        this.#data.push(value);
        return [];
      case 'id':
        this.#id = value;
        return [];
      case 'retry':
        return /^\d+$/.test(value) ? [{ kind: 'retry', ms: Number(value) }] : [];
      default:
        return [];
    }
  }

  #complete(): Said[] {
    const data = this.#data;
    const event = this.#event || 'message';
    this.#data = [];
    this.#event = '';
    return data.length === 0 ? [] : [{ kind: 'event', event, id: this.#id, data: data.join('\n') }];
  }
}
