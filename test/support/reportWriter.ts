import type { Said, SeenCall } from './modelServer.ts';

/** What a question to the model is for, told by its rules. */
export function purposeOf({ body }: SeenCall): 'outline' | 'section' | 'mending' {
  const system = body.messages.find(({ role }) => role === 'system')?.content ?? '';
  if (system.startsWith('You plan')) return 'outline';
  return system.startsWith('You mend') ? 'mending' : 'section';
}

/** The title of the section that is asked for. */
export function titleIn({ prompt }: SeenCall): string {
  return /^The section to write: (.*)$/m.exec(prompt)?.[1] ?? '';
}

/** The passages of a question, in their order. */
export function passagesIn({ prompt }: SeenCall): string[] {
  return [...prompt.matchAll(/<passage [^>]*>\n([\s\S]*?)\n<\/passage>/g)].map(([, text = '']) => text);
}

/** An outline of `sections` sections, of one passage each. */
export function outlineReply(call: SeenCall, sections: number): Said {
  const planned = passagesIn(call)
    .slice(0, sections)
    .map((_, index) => ({ title: `Part ${index + 1}`, question: `What of ${index + 1}?`, passages: [index + 1] }));
  return { text: JSON.stringify({ sections: planned }) };
}

/** A section that says what its first passage says, in pieces, with citations. */
export function sectionText(call: SeenCall): string[] {
  const [passage = ''] = passagesIn(call);
  return passage
    .replace(/\s+/g, ' ')
    .split(/(?<=\.) /)
    .map((sentence) => `${sentence.replace(/\.$/, '')} [1]. `);
}

/** A model that does what it is asked. */
export function goodWriter(sections: number): (call: SeenCall) => Said {
  return (call) => (purposeOf(call) === 'outline' ? outlineReply(call, sections) : { text: sectionText(call) });
}

/** A text of so many headed paragraphs, each on something of its own. */
export function leaseText(parts: number): { readonly title: string; readonly text: string } {
  const subjects = ['holder', 'renewal', 'fence', 'clock', 'sweep', 'queue', 'ledger', 'outbox', 'watcher', 'budget'];
  const text = subjects
    .slice(0, parts)
    .map(
      (subject, index) =>
        `# The ${subject} of a lease\n\nThe ${subject} of a lease is kept for ${index + 11} seconds by its runner. ` +
        `A lease without its ${subject} is never renewed by anybody. The ${subject} tells the lease of one runner from the lease of another.`,
    );
  return { title: 'Leases', text: text.join('\n\n') };
}
