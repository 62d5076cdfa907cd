import { Notice } from '../ui/Notice.tsx';
import { BANNER_WORDS } from '../words/connection.ts';
import { ReconnectButton } from './ReconnectButton.tsx';
import { useFreshness } from './useFreshness.ts';

/** Over what may be out of date. `text`: what being offline means on a page that does not show how something stands. */
export function OfflineBanner({ text }: { readonly text?: string }) {
  const { status, since, isUnreachable } = useFreshness();
  if (status !== 'offline') return null;
  return (
    <div className="mb-5">
      <Notice
        tone="waiting"
        title={isUnreachable ? BANNER_WORDS.unreachable : BANNER_WORDS.offline}
        actions={<ReconnectButton />}
      >
        <p>{text ?? BANNER_WORDS.text(since, isUnreachable)}</p>
      </Notice>
    </div>
  );
}
