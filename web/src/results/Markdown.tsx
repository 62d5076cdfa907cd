import type { ComponentProps } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { safeHref } from './resultWords.ts';

/** The page has its h1 and this section its h2: a report's own headings begin below. */
const components: Components = {
  h1: heading('h3', 'mt-6 first:mt-0 text-lg font-semibold'),
  h2: heading('h3', 'mt-6 first:mt-0 text-lg font-semibold'),
  h3: heading('h4', 'mt-5 first:mt-0 font-semibold'),
  h4: heading('h5', 'mt-4 font-semibold'),
  p: ({ children }) => <p className="mt-3 first:mt-0">{children}</p>,
  ul: ({ children }) => <ul className="mt-3 list-disc space-y-1 pl-5 marker:text-muted">{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className="mt-3 list-decimal space-y-1.5 pl-6 marker:text-muted">
      {children}
    </ol>
  ),
  blockquote: ({ children }) => (
    <blockquote className="mt-3 border-l-2 border-track pl-4 text-muted">{children}</blockquote>
  ),
  a: ({ href, children }) => (
    <a
      href={safeHref(href ?? '')}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-accent underline underline-offset-2"
    >
      {children}
    </a>
  ),
  // Images would tell their host who reads the report.
  img: ({ alt }) => <span className="text-muted">[image: {alt}]</span>,
  code: ({ children }) => <code className="rounded bg-surface px-1 py-0.5 font-mono text-[0.875em]">{children}</code>,
  pre: ({ children }) => (
    <pre tabIndex={0} className="mt-3 overflow-x-auto rounded-lg bg-surface p-3 text-sm [&_code]:p-0">
      {children}
    </pre>
  ),
  table: ({ children }) => (
    <div className="mt-3 overflow-x-auto" role="region" aria-label="Table" tabIndex={0}>
      <table className="w-full text-left text-sm [&_td]:border-t [&_td]:border-line [&_td]:py-1.5 [&_td]:pr-4 [&_th]:py-1.5 [&_th]:pr-4">
        {children}
      </table>
    </div>
  ),
  hr: () => <hr className="my-5 border-line" />,
};

/** A report as text: no HTML of its own, no images, and links to the web alone. */
export default function Markdown({ text }: { readonly text: string }) {
  return (
    <div className="max-w-[70ch] wrap-any">
      <ReactMarkdown remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeSanitize]} components={components} skipHtml>
        {text}
      </ReactMarkdown>
    </div>
  );
}

function heading(Tag: 'h3' | 'h4' | 'h5', className: string) {
  return ({ children }: ComponentProps<'h3'>) => <Tag className={className}>{children}</Tag>;
}
