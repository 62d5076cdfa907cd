import { Component, type ReactNode } from 'react';
import { PAGE_INCOMPLETE } from '../trouble.ts';
import { Button } from '../ui/Button.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';

interface Props {
  readonly children: ReactNode;
}

/** A part that can't be loaded or drawn takes its own place down, not the page. React offers this as a class only. */
export class ErrorBoundary extends Component<Props, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
    const reload = <Button onClick={() => location.reload()}>Reload</Button>;
    return <TroubleNotice problem={PAGE_INCOMPLETE} actions={reload} />;
  }
}
