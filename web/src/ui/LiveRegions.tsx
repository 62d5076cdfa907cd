import { useStore } from '../store.ts';
import { alerted, polite } from './announcer.ts';

/** The page's only two live regions, there from the first paint: one that appears with its text is not heard. */
export function LiveRegions() {
  const status = useStore(polite);
  const alert = useStore(alerted);
  return (
    <>
      <div role="status" className="sr-only">
        <p key={status.count}>{status.text}</p>
      </div>
      <div role="alert" className="sr-only">
        <p key={alert.count}>{alert.text}</p>
      </div>
    </>
  );
}
