import { useState } from 'react';
import { connection, retryNow } from '../connectionStore.ts';
import { useStore } from '../store.ts';
import { announce } from '../ui/announcer.ts';
import { Button } from '../ui/Button.tsx';
import { PILL_WORDS } from '../words/connection.ts';

/** Tries at once. Without a network there is nothing to try: it says so, below the row that it stands in. */
export function ReconnectButton({ blocked = null }: { readonly blocked?: string | null }) {
  const { browserOnline } = useStore(connection);
  const [isTold, setTold] = useState(false);
  if (isTold && browserOnline) setTold(false);
  const press = (): void => {
    if (browserOnline) return retryNow();
    setTold(true);
    announce('reconnect', PILL_WORDS.no_network);
  };
  return (
    <>
      <Button onClick={press} blocked={blocked}>
        {PILL_WORDS.reconnect}
      </Button>
      {isTold && <p className="order-last basis-full text-sm">{PILL_WORDS.no_network}</p>}
    </>
  );
}
