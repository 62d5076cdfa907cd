import type { ComponentProps } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import { imageText, reportRules } from './reportRules.ts';
import { OWN_IDS, reportHref } from './reportTree.ts';

const PLAIN: Components = {
  // The document has its h1 alone.
  h1: ({ id, children }: ComponentProps<'h1'>) => <h2 id={id}>{children}</h2>,
  a: ({ href = '', id, children }: ComponentProps<'a'>) => {
    const leads = reportHref(href);
    if (leads === undefined) return <span>{children}</span>;
    if (leads.startsWith('#')) {
      return (
        <a href={leads} id={id}>
          {children}
        </a>
      );
    }
    return (
      <a href={leads} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    );
  },
  img: ({ alt = '' }) => <span>{imageText(alt)}</span>,
  // Wide ones scroll in a box of their own, which keys reach and which has a name.
  table: ({ title = '', children }) => (
    <div className="table" role="region" aria-label={title} tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
};

/** A report in bare tags, by the same rules as on the page: for a file, and for what takes rich text. */
export function PlainReport({ text }: { readonly text: string }) {
  return (
    <ReactMarkdown components={PLAIN} {...reportRules(OWN_IDS)}>
      {text}
    </ReactMarkdown>
  );
}
