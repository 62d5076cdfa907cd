import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { MissionResult } from '../../../functions/src/schema/result.ts';
import { type FileHead, filePage, richText } from './filePage.ts';
import { type Outline, outlineOf } from './outline.ts';
import { PlainReport } from './PlainReport.tsx';
import { bodyOf, documentOf } from './resultDocument.ts';

/** A result as a whole HTML file. */
export function htmlFileOf(result: MissionResult, head: FileHead): string {
  const { html, outline } = drawn(result, head);
  return filePage(head, html, outline, result.items.length > 0 ? 'list' : 'text');
}

/** A result as what programs take that can show more than plain text. */
export function richTextOf(result: MissionResult, head: FileHead): string {
  const { html, outline } = drawn(result, head);
  return richText(head, html, outline);
}

/** The report as this browser writes it, of a tree that was drawn by the page's own rules and is nowhere to be seen. */
function drawn(result: MissionResult, { title, summary }: FileHead): { html: string; outline: Outline } {
  const box = document.createElement('div');
  const faults: unknown[] = [];
  const root = createRoot(box, { onUncaughtError: (error) => faults.push(error) });
  flushSync(() => root.render(<PlainReport text={bodyOf(documentOf(result, title), title, summary)} />));
  const html = box.innerHTML;
  const outline = outlineOf(box);
  // A ranked list is its sources, and the report of it names them again.
  const sources = result.items.length > 0 ? [] : outline.sources;
  root.unmount();
  if (faults.length > 0) throw faults[0];
  return { html, outline: { ...outline, sources } };
}
