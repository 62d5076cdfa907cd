import { ArrowLeft } from 'lucide-react';
import { Link } from 'wouter';

/** Leads from a page to the list that it belongs to. */
export function BackLink({ href, text }: { readonly href: string; readonly text: string }) {
  return (
    <Link
      href={href}
      className="-ml-1 inline-flex min-h-11 items-center gap-1.5 px-1 text-sm text-muted hover:text-text md:min-h-8 print:hidden"
    >
      <ArrowLeft className="size-4" aria-hidden />
      {text}
    </Link>
  );
}
