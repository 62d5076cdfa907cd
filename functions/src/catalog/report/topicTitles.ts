import { isTelling } from './headings.ts';
import { headingOf, type Topic } from './topic.ts';
import { distinctiveWords, listed } from './topicWords.ts';

/** How much more the heading counts that a section was chosen for. */
const OWN_HEADING = 3;

/** The title of each section: by the heading that most of it stands under; where that says nothing, by what sets it apart. */
export function titlesOf(groups: readonly Topic[]): string[] {
  const titles: string[] = [];
  for (const [index, group] of groups.entries()) {
    const words = listed(wordsOfGroup(groups, index));
    const { heading, title } = mainHeading(group);
    const options = [
      isTelling(heading) ? heading : '',
      heading === '' || heading === title ? title : `${title}: ${heading}`,
      words.slice(0, 1).toUpperCase() + words.slice(1),
      `${title}: ${words}`,
    ];
    const isFree = (name: string) => name !== '' && !titles.some((other) => other.toLowerCase() === name.toLowerCase());
    titles.push((options.find(isFree) ?? `${title} (${index + 1})`).slice(0, 150).toWellFormed());
  }
  return titles;
}

/** The heading that speaks for most of a topic; its own is the first among equals. */
function mainHeading({ members, heading: own, source: first }: Topic): { heading: string; title: string } {
  const worths = new Map<string, { heading: string; title: string; worth: number }>();
  for (const entry of members) {
    const heading = headingOf(entry);
    const { id, title } = entry.source;
    const key = `${id} ${heading}`;
    const gain =
      entry.worth * Math.min(100, entry.words) * (entry.source === first && heading === own ? OWN_HEADING : 1);
    worths.set(key, { heading, title, worth: (worths.get(key)?.worth ?? 0) + gain });
  }
  return [...worths.values()].reduce((best, entry) => (entry.worth > best.worth ? entry : best), {
    ...{ heading: own, title: first.title, worth: 0 },
  });
}

function wordsOfGroup(groups: readonly Topic[], index: number): string[] {
  return distinctiveWords(
    groups.map(({ members }) => members.map(({ passage }) => passage.text).join('\n')),
    index,
  );
}

/** What a section answers: its title, and what sets it apart from the other sections. */
export function questionOn(title: string, groups: readonly Topic[], index: number): string {
  const about = wordsOfGroup(groups, index).filter((word) => !title.toLowerCase().includes(word.toLowerCase()));
  return `What do the sources say about “${title}”${about.length === 0 ? '' : `, as to ${listed(about)}`}?`;
}
