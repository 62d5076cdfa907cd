import { Component, type ReactNode, useEffect, useState } from 'react';
import { PAGE_INCOMPLETE, PAGE_INCOMPLETE_OFFLINE } from '../trouble.ts';
import { Button } from '../ui/Button.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { COMMON } from '../words/shared.ts';
import { renewFailedParts } from './lazyPart.ts';
import { useFreshness } from './useFreshness.ts';

interface Props {
  readonly children: ReactNode;
}

/** A part that can't be loaded or drawn takes its own place down, not the page. React offers this as a class only. */
export class ErrorBoundary extends Component<Props, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  tryAgain = (): void => {
    renewFailedParts();
    this.setState({ isBroken: false });
  };

  override render(): ReactNode {
    return this.state.isBroken ? <Broken onRetry={this.tryAgain} /> : this.props.children;
  }
}

/** Offline a reload would lose the page that there is: the part is tried again instead, by itself once it can work. */
function Broken({ onRetry }: { readonly onRetry: () => void }) {
  const isOffline = useFreshness().status === 'offline' || !navigator.onLine;
  const [wasOffline] = useState(isOffline);
  useEffect(() => {
    if (wasOffline && !isOffline) onRetry();
  }, [wasOffline, isOffline, onRetry]);
  if (isOffline) {
    return (
      <TroubleNotice
        problem={PAGE_INCOMPLETE_OFFLINE}
        actions={<Button onClick={onRetry}>{COMMON.try_again}</Button>}
      />
    );
  }
  return (
    <TroubleNotice
      problem={PAGE_INCOMPLETE}
      actions={<Button onClick={() => location.reload()}>{COMMON.reload}</Button>}
    />
  );
}
