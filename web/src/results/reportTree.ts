import { slugOf, uniqueSlug } from '../../../functions/src/core/headingSlug.ts';
import { REPORT_WORDS } from '../words/results.ts';

/** What of a syntax tree of HTML (hast) is read and written here. */
export interface ReportNode {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: ReportNode[];
}

/** What the ids of a report begin with, so that none of them is one of the page's own, nor one of another report's on it. */
export interface ReportIds {
  readonly part: string;
  /** Of its footnotes, which remark-rehype names. */
  readonly note: string;
  /** Stands beside another one, whose tables may be called the same. */
  readonly isSecond: boolean;
}

export const OWN_IDS: ReportIds = { part: 'report-', note: 'user-content-', isSecond: false };
/** Of the report beside another one. */
export const SECOND_IDS: ReportIds = { part: 'second-report-', note: 'second-user-content-', isSecond: true };

/**
 * Gives every heading an id to link to and every table a name, after the sanitiser has been through: what is added here
 * is ours. Headings have the ids that GitHub gives them, so that links that an author wrote to them work.
 */
export function nameParts({ part: prefix, isSecond }: ReportIds = OWN_IDS) {
  return (tree: ReportNode): void => {
    const taken = new Map<string, number>();
    let tables = 0;
    walk(tree, (node) => {
      if (isHeading(node)) {
        node.properties = { ...node.properties, id: prefix + uniqueSlug(textOf(node), taken) };
      }
      if (node.tagName !== 'table') return;
      tables += 1;
      const name = tableName(node, tables);
      node.properties = { ...node.properties, title: isSecond ? REPORT_WORDS.table_second(name) : name };
    });
  };
}

/** An address that a report may link to; those within it lead to its own headings and footnotes alone. */
export function reportHref(href: string, ids: ReportIds = OWN_IDS): string | undefined {
  if (href.startsWith(`#${ids.note}`)) return href;
  if (href.startsWith('#')) return href === '#' ? undefined : `#${ids.part}${slugOf(decoded(href.slice(1)))}`;
  return /^(https?:\/\/|mailto:)/i.test(href) && URL.canParse(href) ? href : undefined;
}

/**
 * Puts each main heading and what follows it into a `section` of its own that carries the heading's name, so that the same
 * part of another report can stand beside it. What stands before the first heading has no name.
 */
export function groupParts({ part: prefix }: ReportIds) {
  return (tree: ReportNode): void => {
    const parts: ReportNode[] = [];
    for (const node of tree.children ?? []) {
      const heading = mainHeading(node);
      if (heading !== null) parts.push(section(idOf(heading).slice(prefix.length), [node]));
      else if (parts.length > 0) parts.at(-1)?.children?.push(node);
      else if (textOf(node).trim() !== '') parts.push(section('', [node]));
    }
    tree.children = parts;
  };
}

function idOf({ properties }: ReportNode): string {
  return typeof properties?.['id'] === 'string' ? properties['id'] : '';
}

function section(name: string, children: ReportNode[]): ReportNode {
  return { type: 'element', tagName: 'section', properties: { dataPart: name }, children };
}

/** The heading that `node` is, or that it begins with as the footnotes do. */
function mainHeading(node: ReportNode): ReportNode | null {
  if (node.tagName === 'h1' || node.tagName === 'h2') return node;
  if (node.tagName !== 'section') return null;
  return node.children?.find(({ tagName }) => tagName === 'h2') ?? null;
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
