import { retryNow } from '../connectionStore.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useFreshness } from './useFreshness.ts';

/** Over what may be out of date. */
export function OfflineBanner() {
  const { status, since } = useFreshness();
  if (status !== 'offline') return null;
  return (
    <div className="mb-5">
      <Notice tone="waiting" title="You are offline" actions={<Button onClick={retryNow}>Retry now</Button>}>
        <p>What you see is how it last stood{since === '' ? '' : ` (${since})`}. Missions go on running meanwhile.</p>
      </Notice>
    </div>
  );
}
