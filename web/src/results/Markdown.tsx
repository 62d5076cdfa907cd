import { type ComponentProps, memo, type ReactNode, useEffect, useRef } from 'react';
import ReactMarkdown, { type Components, type Options } from 'react-markdown';
import { CopyButton } from '../ui/CopyButton.tsx';
import { REPORT_WORDS } from '../words/results.ts';
import { imageText, reportRules } from './reportRules.ts';
import { OWN_IDS, type ReportIds, reportHref, SECOND_IDS, textOf } from './reportTree.ts';

const LINK = 'text-accent underline underline-offset-2';

const shared: Components = {
  p: ({ children }) => <p className="mt-3 first:mt-0">{children}</p>,
  ul: ({ children }) => <ul className="mt-3 list-disc space-y-1 pl-5 marker:text-muted">{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className="mt-3 list-decimal space-y-1.5 pl-6 marker:text-muted">
      {children}
    </ol>
  ),
  li: ({ id, children }) => (
    <li id={id} className="scroll-mt-20">
      {children}
    </li>
  ),
  blockquote: ({ children }) => (
    <blockquote className="mt-3 border-l-2 border-track pl-4 text-muted">{children}</blockquote>
  ),
  a: linkIn(OWN_IDS),
  img: ({ alt = '' }) => <span className="text-muted">{imageText(alt)}</span>,
  code: ({ children }) => <code className="rounded bg-surface px-1 py-0.5 font-mono text-[0.875em]">{children}</code>,
  pre: ({ node, children }) => (
    <div className="group relative mt-3">
      <pre
        tabIndex={0}
        className="overflow-x-auto rounded-lg bg-surface py-3 pr-12 pl-3 text-sm print:border print:border-line print:whitespace-pre-wrap [&_code]:p-0"
      >
        {children}
      </pre>
      <div className="absolute top-1 right-1 print:hidden">
        <CopyButton text={node === undefined ? '' : textOf(node)} label={REPORT_WORDS.copy_code} />
      </div>
    </div>
  ),
  table: ({ node, children }) => (
    <div
      className="mt-3 overflow-x-auto"
      role="region"
      aria-label={String(node?.properties.title ?? '')}
      tabIndex={0}
      data-table
    >
      <table className="w-full min-w-max text-left text-sm print:min-w-0 [&_td]:max-w-[45ch] [&_td]:border-t [&_td]:border-line [&_td]:py-1.5 [&_td]:pr-4 [&_td]:align-top [&_th]:py-1.5 [&_th]:pr-4">
        {children}
      </table>
    </div>
  ),
  hr: () => <hr className="my-5 border-line" />,
};

/** The page has its h1 alone: a report's own headings follow it. */
const asPage: Components = {
  ...shared,
  h1: heading('h2', 'mt-8 first:mt-0 text-xl font-semibold tracking-tight'),
  h2: heading('h2', 'mt-8 first:mt-0 text-xl font-semibold tracking-tight'),
  h3: heading('h3', 'mt-6 first:mt-0 text-lg font-semibold'),
  h4: heading('h4', 'mt-5 first:mt-0 font-semibold'),
  h5: heading('h5', 'mt-4 font-semibold text-muted'),
  h6: heading('h6', 'mt-4 font-semibold text-muted'),
};

/** The page has its h1 and this section its h2: a report's own headings begin below. */
const asSection: Components = {
  ...shared,
  h1: heading('h3', 'mt-6 first:mt-0 text-lg font-semibold'),
  h2: heading('h3', 'mt-6 first:mt-0 text-lg font-semibold'),
  h3: heading('h4', 'mt-5 first:mt-0 font-semibold'),
  h4: heading('h5', 'mt-4 font-semibold'),
  h5: heading('h6', 'mt-4 font-semibold text-muted'),
  h6: heading('h6', 'mt-4 font-semibold text-muted'),
};

/** How a report is drawn: alone on its page, as a section of one, or as one of two. */
const LOOKS = {
  page: { components: asPage, ...reportRules(OWN_IDS) },
  section: { components: asSection, ...reportRules(OWN_IDS) },
  first: { components: asPage, ...reportRules(OWN_IDS, true) },
  second: { components: { ...asPage, a: linkIn(SECOND_IDS) }, ...reportRules(SECOND_IDS, true) },
} as const satisfies Record<string, Options>;

interface Props {
  readonly text: string;
  readonly look?: keyof typeof LOOKS;
  /** Draws a part of a report that stands beside another one. */
  readonly part?: NonNullable<Components['section']>;
  /** Called with what was drawn, so that its headings and links can be listed. */
  readonly onDrawn?: (report: HTMLElement) => void;
}

/** A report as text: no HTML of its own, no images, and links to the web, to mail and into itself alone. */
function Markdown({ text, look = 'section', part = 'section', onDrawn }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  // Also by the text: another one draws other headings.
  useEffect(() => {
    if (ref.current !== null) onDrawn?.(ref.current);
  }, [text, onDrawn]);
  const { components, ...rules } = LOOKS[look];
  const isBeside = look === 'first' || look === 'second';
  return (
    // Beside another one its parts are the rows of what is around it.
    <div ref={ref} className={isBeside ? 'contents wrap-any' : 'max-w-[70ch] wrap-any'} data-report>
      <ReactMarkdown {...rules} components={{ ...components, section: part }}>
        {text}
      </ReactMarkdown>
    </div>
  );
}

/** Long reports take a tenth of a second: not again at every tick of an age beside them. */
export default memo(Markdown);

interface LinkProps {
  readonly href: string | undefined;
  readonly id: string | undefined;
  readonly label: string | undefined;
  readonly children: ReactNode;
}

function ReportLink({ href, id, label, children }: LinkProps) {
  // What leads nowhere allowed is text.
  if (href === undefined) return <span>{children}</span>;
  if (href.startsWith('#')) {
    return (
      <a href={href} id={id} aria-label={label} className={`${LINK} scroll-mt-20`}>
        {children}
      </a>
    );
  }
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" className={LINK}>
      {children}
    </a>
  );
}

function linkIn(ids: ReportIds) {
  return ({ href = '', id, children, 'aria-label': label }: ComponentProps<'a'>) => (
    <ReportLink href={reportHref(href, ids)} id={id} label={label}>
      {children}
    </ReportLink>
  );
}

function heading(Tag: 'h2' | 'h3' | 'h4' | 'h5' | 'h6', className: string) {
  return ({ id, children }: ComponentProps<'h3'>) => (
    <Tag id={id} className={`scroll-mt-20 ${className}`}>
      {children}
    </Tag>
  );
}
