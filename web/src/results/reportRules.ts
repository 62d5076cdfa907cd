import type { Options } from 'react-markdown';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { REPORT_WORDS } from '../words/results.ts';
import { groupParts, nameParts, type ReportIds } from './reportTree.ts';

/** Footnotes have a prefix already, and no other ids get in: a second one would part them from what links to them. */
const SCHEMA = { ...defaultSchema, clobberPrefix: '' };

/**
 * How a report is read, wherever it is shown: no HTML of its own, the sanitiser, and names of ours after it; `isInParts`
 * where each part stands for itself.
 */
export function reportRules(ids: ReportIds, isInParts = false): Options {
  return {
    remarkPlugins: [remarkGfm],
    remarkRehypeOptions: {
      clobberPrefix: ids.note,
      footnoteLabel: REPORT_WORDS.footnotes,
      footnoteBackLabel: (index: number, again: number) =>
        REPORT_WORDS.back_to_text(`${index + 1}${again > 1 ? `-${again}` : ''}`),
    },
    rehypePlugins: [[rehypeSanitize, SCHEMA], [nameParts, ids], ...(isInParts ? [groupPlugin(ids)] : [])],
    skipHtml: true,
  };
}

function groupPlugin(ids: ReportIds) {
  return () => groupParts(ids);
}

/** Instead of an image, which would tell its host who reads the report. */
export function imageText(alt: string): string {
  return alt === '' ? REPORT_WORDS.image_plain : REPORT_WORDS.image(alt);
}
