import { REPORT_WORDS } from '../words/results.ts';

/** What of a syntax tree of HTML (hast) is read and written here. */
export interface ReportNode {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: ReportNode[];
}

/** Ids of a report begin with this, so that none of them is one of the page's own. */
export const ID_PREFIX = 'report-';
/** What footnotes are given by remark-rehype. */
const NOTE_PREFIX = 'user-content-';

/**
 * Gives every heading an id to link to and every table a name, after the sanitiser has been through: what is added here
 * is ours. Headings have the ids that GitHub gives them, so that links that an author wrote to them work.
 */
export function nameParts() {
  return (tree: ReportNode): void => {
    const taken = new Map<string, number>();
    let tables = 0;
    walk(tree, (node) => {
      if (isHeading(node)) {
        node.properties = { ...node.properties, id: ID_PREFIX + uniqueSlug(textOf(node), taken) };
      }
      if (node.tagName !== 'table') return;
      tables += 1;
      node.properties = { ...node.properties, title: tableName(node, tables) };
    });
  };
}

/** An address that a report may link to; those within it lead to its own headings and footnotes alone. */
export function reportHref(href: string): string | undefined {
  if (href.startsWith(`#${NOTE_PREFIX}`)) return href;
  if (href.startsWith('#')) return href === '#' ? undefined : `#${ID_PREFIX}${slugOf(decoded(href.slice(1)))}`;
  return /^(https?:\/\/|mailto:)/i.test(href) && URL.canParse(href) ? href : undefined;
}

/** All text in `node`. */
export function textOf(node: ReportNode): string {
  if (node.type === 'text') return node.value ?? '';
  return (node.children ?? []).map(textOf).join('');
}

function walk(node: ReportNode, visit: (node: ReportNode) => void): void {
  visit(node);
  for (const child of node.children ?? []) walk(child, visit);
}

function isHeading({ tagName }: ReportNode): boolean {
  return tagName !== undefined && /^h[1-6]$/.test(tagName);
}

function uniqueSlug(text: string, taken: Map<string, number>): string {
  const slug = slugOf(text) || 'part';
  const before = taken.get(slug) ?? 0;
  taken.set(slug, before + 1);
  return before === 0 ? slug : `${slug}-${before}`;
}

function slugOf(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function tableName(table: ReportNode, number: number): string {
  const columns: string[] = [];
  walk(table, (node) => {
    if (node.tagName === 'th') columns.push(textOf(node).trim());
  });
  const named = columns.filter(Boolean).join(', ');
  return named === '' ? REPORT_WORDS.table_plain(number) : REPORT_WORDS.table(number, named);
}
