import { Link } from 'wouter';
import { buttonClass } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useLate } from '../ui/useLate.ts';
import { useTitle } from '../ui/useTitle.ts';
import type { NOT_HERE_WORDS } from '../words/offline.ts';
import { useFreshness } from './useFreshness.ts';

/** The cache answers long before; a notice that comes sooner would flash. */
const CACHE_MS = 1_500;

/** Whether what `isLoading` is not on this device, and can't come because the page is offline. */
export function useNotHere(isLoading: boolean): boolean {
  return useLate(useFreshness().status === 'offline' && isLoading, CACHE_MS);
}

/** What there is to do without a network about something that this device has never shown. Nothing is wrong with it. */
export function NotHere({ words }: { readonly words: (typeof NOT_HERE_WORDS)[keyof typeof NOT_HERE_WORDS] }) {
  useTitle(words.title);
  const others = words.others !== null && (
    <Link href="/" className={buttonClass('plain')}>
      {words.others}
    </Link>
  );
  return (
    <Notice tone="queued" title={words.title} actions={others}>
      <p>{words.detail}</p>
      <p className="text-muted">{words.next}</p>
    </Notice>
  );
}
