/** A report as a long mission writes it: some 10,000 words in parts, with tables, code, lists, links and footnotes. */
const WORDS =
  'the queue holds a mission until a runner takes its lease and renews it every few seconds so that another one may go on where the first was lost after measuring how long each step took in earlier runs of the same kind'.split(
    ' ',
  );

/** `count` words from the `from`th on, in sentences. */
function prose(from: number, count: number): string {
  const words = Array.from({ length: count }, (_, index) => WORDS[(from + index * 7) % WORDS.length] ?? 'and');
  const sentences: string[] = [];
  for (let at = 0; at < words.length; at += 14) {
    const sentence = words.slice(at, at + 14).join(' ');
    sentences.push(`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`);
  }
  return sentences.join(' ');
}

function table(part: number): string {
  const columns = ['Library', 'Version', 'Weekly downloads', 'What it is for', 'Licence', 'Last release', 'Verdict'];
  const rows = Array.from({ length: 8 }, (_, row) =>
    columns.map((_, column) => (column === 3 ? prose(part + row, 9) : `${part}.${row}.${column}`)),
  );
  return [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const CODE = `\`\`\`ts
export function nextState(mission: Mission, event: MissionEvent, now: Instant): Outcome {
  // A line that is longer than a phone is wide, so that it has to scroll within its own box and not the page with it.
  return rules[mission.status][event.type]?.(mission, event, now) ?? { kind: 'ignored', reason: 'not in this state' };
}
\`\`\``;

function part(number: number): string {
  return [
    `## Part ${number}: what was found`,
    `${prose(number, 180)}[^${number}]`,
    `### Evidence for part ${number}`,
    prose(number * 3, 160),
    number % 4 === 0 ? table(number) : `- ${prose(number, 12)}\n- ${prose(number + 1, 12)}\n- ${prose(number + 2, 12)}`,
    number % 5 === 0 ? CODE : `> ${prose(number * 5, 40)}`,
    `It follows from [source ${number}](https://example.org/papers/${number}) and \`lease.expires_at\`.`,
  ].join('\n\n');
}

/** The report; its title is that of the mission `objective`. */
export function longReport(objective: string): string {
  const parts = Array.from({ length: 24 }, (_, index) => part(index + 1));
  const notes = parts.map(
    (_, index) => `[^${index + 1}]: Paper ${index + 1}, <https://example.org/notes/${index + 1}>.`,
  );
  return [
    `# ${objective}`,
    'The short answer, with a link [into the report](#part-20-what-was-found).',
    ...parts,
    notes.join('\n'),
  ].join('\n\n');
}
